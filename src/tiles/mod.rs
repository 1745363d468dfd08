//! Map tiles in one file: PMTiles 3 archives and the vector tiles in them, read without a library.
//!
//! Nothing here fetches: [`Archive::find`] says which bytes of the file are needed next, and whoever
//! has the file — in memory, or behind a server that answers ranges — brings them.

mod archive;
pub mod cover;
mod directory;
mod header;
mod inflate;
mod tile_id;
pub mod vector;

pub use archive::{Archive, Find};
pub use cover::cover;
pub use header::{HEADER_BYTES, Header, Span};
pub use tile_id::TileId;

use thiserror::Error;

/// Why a file is no archive that can be used here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ArchiveError {
    /// It does not begin as an archive does.
    #[error("not a PMTiles archive")]
    Foreign,
    /// An archive of another version.
    #[error("PMTiles version {0} is not known here")]
    Version(u8),
    /// It holds pictures or tiles of an unknown kind.
    #[error("the archive holds no vector tiles")]
    Kind,
    /// Compressed in a way that is not read here.
    #[error("compression {0} is not known here")]
    Compression(u8),
    /// It ends before its own table of contents says.
    #[error("the archive is cut off")]
    Truncated,
    /// A part of it is damaged.
    #[error("the archive is damaged")]
    Damaged,
}
