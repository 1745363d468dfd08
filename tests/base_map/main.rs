//! The base map as a whole: goldens of label placements, properties of every layout, pictures.

mod fixture;
mod golden;
mod pictures;
mod properties;
