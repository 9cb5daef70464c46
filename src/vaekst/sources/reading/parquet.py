"""Parquet files as rows of text: one way to read a column, whatever file it came in."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from vaekst.core.errors import BadFile
from vaekst.core.sentence import N_
from vaekst.sources.reading.grid import Grid

MOST_UNPACKED = 4_000_000_000
"""The most a file may hold unpacked, in bytes: a few hundred bytes each for ten million rows."""

_FEW = 1_000


def parquet_rows(content: bytes | memoryview, *, file: str) -> Grid:
    """The header and the rows below it; columns of lists and the like are empty. Raises BadFile for damaged files."""
    try:
        with pq.ParquetFile(pa.BufferReader(pa.py_buffer(content))) as packed:
            groups = (packed.metadata.row_group(number) for number in range(packed.metadata.num_row_groups))
            if sum(group.total_byte_size for group in groups) > MOST_UNPACKED:
                raise _too_much(file)
            table = packed.read(use_threads=False)
    except (pa.ArrowException, OSError) as error:
        raise BadFile(
            "broken_parquet", N_("{file} is a damaged or incomplete Parquet file. Export it again."), file=file
        ) from error
    if not table.num_columns:
        raise BadFile("empty_file", N_("{file} is empty. Download it again."), file=file)
    return Grid([_texts(name, table[place]) for place, name in enumerate(table.column_names)])


def _texts(name: str, column: pa.ChunkedArray) -> pa.Array:
    """The name and the values as text, each spelling once unless most differ."""
    if pa.types.is_nested(column.type) or pa.types.is_binary(column.type):
        cells = pa.nulls(len(column), pa.string())
    elif pa.types.is_dictionary(column.type):
        cells = column.cast(column.type.value_type).cast(pa.string())
    else:
        cells = column.cast(pa.string())
    header = pa.chunked_array([pa.array([name], pa.string())])
    chunks = [*header.chunks, *(cells.chunks if isinstance(cells, pa.ChunkedArray) else [cells])]
    whole = pc.fill_null(pa.concat_arrays(chunks), "")
    encoded = whole.dictionary_encode()
    return whole if len(encoded.dictionary) > max(_FEW, len(whole) // 2) else encoded


def _too_much(file: str) -> BadFile:
    return BadFile(
        "parquet_too_large",
        N_("{file} would unpack to more than {most} bytes. Export a shorter period."),
        file=file,
        most=MOST_UNPACKED,
    )
