"""What a sprint would find out, before it begins."""
