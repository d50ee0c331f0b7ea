//! Requests, a file a feature: from the protocol to a function of `ide`, and back. They decide nothing.
