"""Pure: cutting, embedding, clustering and labelling – text and arrays in, values out."""
