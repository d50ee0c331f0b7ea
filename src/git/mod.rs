//! The journal on disk and in its repository: find, read, save, commit, history, sync; asked by the faces only.
