//! What the map tells the app.

use crate::domain::{LonLat, PlaceId};
use crate::state::{Camera, Target};

/// An event of the map, free of Leaflet's types.
#[derive(Debug, Clone, PartialEq)]
pub enum MapEvent {
    /// The map has come to rest here.
    Moved(Camera),
    /// A marker was pressed.
    Chosen(PlaceId),
    /// A cluster was pressed and wants the map to go there.
    Opened(Target),
    /// The map itself was pressed here.
    Pressed(LonLat),
    /// The provider's pictures come, or do not.
    Backdrop(bool),
}
