"""Words, numbers and pictures for people. Pure: values and a language in, text and SVG out."""
