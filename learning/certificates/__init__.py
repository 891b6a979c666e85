"""What passing gives: the certificate, its pdf, its check and its reminder."""
