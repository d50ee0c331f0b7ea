//! Fixtures for tests: small journals in text, cursors and expected findings.
