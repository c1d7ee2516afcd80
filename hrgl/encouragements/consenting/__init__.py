"""Consent: verdicts on a wording, objections answered and ruled on, proxies."""
