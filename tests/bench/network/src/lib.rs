//! Plain functions over numbers, so that the module needs no glue.

use redmap::domain::LonLat;
use redmap::engine::network::{Access, Class, Draft, Micro, Mode, Network, Way, build};
use std::cell::RefCell;

thread_local! {
    static BYTES: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static NETWORK: RefCell<Network> = RefCell::new(Network::default());
    static STOPS: RefCell<Vec<LonLat>> = const { RefCell::new(Vec::new()) };
}

/// A generator of numbers that are the same on every run (xorshift64*).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: u32) -> u32 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        ((self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % u64::from(bound)) as u32
    }
}

/// Memory for a file of this length.
#[unsafe(no_mangle)]
pub extern "C" fn room(length: usize) -> *mut u8 {
    BYTES.with_borrow_mut(|bytes| {
        *bytes = vec![0; length];
        bytes.as_mut_ptr()
    })
}

/// Makes up a city of `side` by `side` junctions about 100 m apart, a tenth of its streets missing
/// and, where `one_way` is not 0, a fifth of them one-way for cars; its file replaces the bytes.
#[unsafe(no_mangle)]
pub extern "C" fn generate(side: u32, one_way: u32) -> usize {
    let mut numbers = Numbers(7);
    let mut draft = Draft::default();
    for y in 0..side {
        for x in 0..side {
            let (dx, dy) = (numbers.below(300), numbers.below(300));
            let place = |n: u32, jitter: u32, step: u32| (n * step + jitter) as i32;
            draft.points.push(Micro { x: 113_000_000 + place(x, dx, 1_095), y: 34_000_000 + place(y, dy, 900) });
        }
    }
    for y in 0..side {
        for x in 0..side {
            let here = y * side + x;
            let mut street = |to: u32, name: String| {
                let access = match numbers.below(10) {
                    0 => return,
                    1 if one_way > 0 => Access::ALL.with(Mode::Drive, true, false),
                    2 if one_way > 0 => Access::ALL.with(Mode::Drive, false, true),
                    _ => Access::ALL,
                };
                let class = Class::ALL[numbers.below(4) as usize + 1];
                draft.ways.push(Way { name, class, access, points: vec![here, to] });
            };
            if x + 1 < side {
                street(here + 1, format!("{y} Street"));
            }
            if y + 1 < side {
                street(here + side, format!("{x} Avenue"));
            }
        }
    }
    let bytes = build(&draft).map(|built| built.network.write()).unwrap_or_default();
    BYTES.with_borrow_mut(|b| *b = bytes);
    BYTES.with_borrow(Vec::len)
}

/// Reads the network from the bytes; its junctions, 0 where it cannot be read.
#[unsafe(no_mangle)]
pub extern "C" fn parse() -> usize {
    let network = BYTES.with_borrow(|b| Network::parse(b)).unwrap_or_default();
    let nodes = network.stats().nodes;
    NETWORK.with_borrow_mut(|n| *n = network);
    nodes
}

/// Spreads stops over the network.
#[unsafe(no_mangle)]
pub extern "C" fn stops(count: usize, seed: u64) {
    let mut numbers = Numbers(seed);
    let stops = NETWORK.with_borrow(|network| {
        let nodes = network.nodes();
        let mut stop = || {
            let at = nodes[numbers.below(nodes.len() as u32) as usize];
            let (dx, dy) = (numbers.below(1_000) as i32 - 500, numbers.below(1_000) as i32 - 500);
            LonLat::from(Micro { x: at.x + dx, y: at.y + dy })
        };
        (0..count).map(|_| stop()).collect()
    });
    STOPS.with_borrow_mut(|s| *s = stops);
}

fn mode(number: u32) -> Mode {
    Mode::ALL[number as usize % 3]
}

/// The matrix of the stops; the sum of its seconds, so that nothing is optimised away.
#[unsafe(no_mangle)]
pub extern "C" fn matrix(by: u32) -> u32 {
    NETWORK.with_borrow(|n| STOPS.with_borrow(|s| n.matrix(s, mode(by)).seconds.iter().fold(0, |a: u32, &b| a.wrapping_add(b))))
}

/// The way from one stop to the next, with its steps; its metres.
#[unsafe(no_mangle)]
pub extern "C" fn path(by: u32, from: usize, to: usize) -> u32 {
    NETWORK.with_borrow(|n| STOPS.with_borrow(|s| n.path(s[from], s[to], mode(by)).metres))
}
