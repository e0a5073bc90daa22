"""Stories: figures in an order, with words around them."""
