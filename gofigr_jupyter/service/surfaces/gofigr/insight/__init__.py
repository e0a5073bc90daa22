"""Questions about figures over the wire: who answers, what is told of it, whole or streamed."""
