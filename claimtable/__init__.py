"""Claims that reports make about one event, compared: sources -> mentions -> claims -> comparisons -> figures -> report."""

__version__ = "0.1.0"
