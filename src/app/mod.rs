//! The Yew front end.

/// Starts the app.
pub fn start() {}
