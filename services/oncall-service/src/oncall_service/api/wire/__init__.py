"""What goes over the wire, by concept."""
