"""The arithmetic of growth: values in, values out. No files, no clock, no database."""
