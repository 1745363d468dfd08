//! Browser tests of src/map.
