//! Browser entry.

fn main() {
    redmap::app::start();
}
