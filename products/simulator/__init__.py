"""Payment providers to practise with; speaks the HTTP APIs of Stripe, Midtrans and Xendit."""
