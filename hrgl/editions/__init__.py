"""An edition: what it is, its workshops and programme, its facts, and who may be named."""
