"""Where facts come from: files recognised by their content, read, and mapped to fact rows."""
