//! How far the reading of the bundle has come.

use crate::bundle::BundleError;

/// Progress of loading.
#[derive(Debug, Clone, PartialEq)]
pub enum LoadState {
    /// Bytes are coming in.
    Loading {
        /// Bytes received so far.
        bytes: u64,
    },
    /// Everything is there.
    Ready,
    /// Nothing can be shown.
    Failed(LoadFailure),
}

/// Why nothing can be shown.
#[derive(Debug, Clone, PartialEq)]
pub enum LoadFailure {
    /// The server answered, but not with the file.
    Status {
        /// The file asked for.
        file: String,
        /// HTTP status.
        status: u16,
    },
    /// No answer at all.
    Network {
        /// The file asked for.
        file: String,
    },
    /// The file came but cannot be read.
    Broken(Box<BundleError>),
}
