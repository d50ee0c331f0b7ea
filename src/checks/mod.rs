//! The checks: each in a file of its own, listed in one catalogue.
