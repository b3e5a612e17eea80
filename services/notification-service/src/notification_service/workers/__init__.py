"""What runs beside the requests: delivery, receipts, housekeeping. Any number of replicas may run it."""
