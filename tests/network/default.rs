//! The network of the district, built from its table of roads.

use redmap::engine::network::{Mode, Network, Stats, schematic};
use std::fs;

/// The committed file.
pub fn network() -> Network {
    Network::parse(&fs::read(path("assets/bundle/streets.network")).expect("a file"))
        .expect("a network")
}

fn path(name: &str) -> String {
    format!("{}/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// `REDMAP_UPDATE=1 cargo test --test network default` writes the file anew.
#[test]
fn the_committed_file_is_what_the_table_gives() {
    let table = fs::read_to_string(path("assets/base/tables/roads.tsv")).expect("the table");
    let credits =
        fs::read_to_string(path("assets/base/tables/roads.credits.txt")).expect("credits");
    let built = schematic(&table, credits.trim_end()).expect("a network");
    let bytes = built.network.write();
    let file = path("assets/bundle/streets.network");
    if std::env::var_os("REDMAP_UPDATE").is_some() {
        fs::write(&file, &bytes).expect("written");
    }
    assert!(fs::read(file).expect("a file") == bytes, "run it with REDMAP_UPDATE=1");
    assert!(bytes.len() < 20_000, "{} bytes", bytes.len());
    assert_eq!(built.left_out_m, 0);
}

#[test]
fn has_the_size_it_had() {
    let network = network();
    assert!(network.schematic, "its distances are estimates");
    let size = Stats { nodes: 342, edges: 552, metres: 440_958, names: 120 };
    assert_eq!(network.stats(), size);
    for mode in Mode::ALL {
        assert_eq!(network.metres_for(mode), size.metres, "every road is open to everyone");
    }
}

#[test]
fn writes_what_it_read() {
    let network = network();
    let bytes = network.write();
    let again = Network::parse(&bytes).expect("a network");
    assert_eq!(again.nodes(), network.nodes());
    assert_eq!(again.edges(), network.edges());
    assert_eq!(again.credits, network.credits);
    assert!(again.write() == bytes);
}
