//! Every Leaflet object lives here. The rest of the app speaks to the map in
//! [`MapOp`](crate::present::diff::MapOp)s and camera commands, and hears from it in [`MapEvent`]s.

pub mod base_canvas;
pub mod base_tiles;
pub mod canvas;
pub mod component;
pub mod events;
mod ffi;
pub mod frame_canvas;
pub mod handle;
pub mod layers;
pub mod padding;
pub mod raster;
pub mod svg;

pub use base_tiles::BaseTiles;
pub use component::MapView;
pub use events::MapEvent;
pub use handle::MapHandle;
pub use padding::Padding;
pub use raster::Raster;
