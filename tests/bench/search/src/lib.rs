//! Plain functions over bytes, so that the module needs no glue.

use redmap::domain::LonLat;
use redmap::engine::search::{Answer, Field, Index, Kind, Readings};
use std::cell::RefCell;

thread_local! {
    static BYTES: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static READINGS: RefCell<Readings> = RefCell::new(Readings::default());
    static NAMES: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
    static INDEX: RefCell<Option<Index>> = const { RefCell::new(None) };
    static ANSWER: RefCell<Answer> = RefCell::new(Answer::default());
}

/// Memory for a text of this length.
#[unsafe(no_mangle)]
pub extern "C" fn room(length: usize) -> *mut u8 {
    BYTES.with_borrow_mut(|bytes| {
        *bytes = vec![0; length];
        bytes.as_mut_ptr()
    })
}

fn text() -> String {
    BYTES.with_borrow(|bytes| String::from_utf8_lossy(bytes).into_owned())
}

/// Takes the text as the file of readings.
#[unsafe(no_mangle)]
pub extern "C" fn readings() {
    READINGS.set(Readings::parse(&text()));
}

/// Takes the text as names, one a line.
#[unsafe(no_mangle)]
pub extern "C" fn names() -> usize {
    NAMES.set(text().lines().map(str::to_owned).collect());
    NAMES.with_borrow(Vec::len)
}

/// Makes the index of the names, each somewhere in the district.
#[unsafe(no_mangle)]
pub extern "C" fn build() {
    let mut index = Index::new(READINGS.with_borrow(Clone::clone));
    NAMES.with_borrow(|names| {
        for (i, name) in names.iter().enumerate() {
            let (x, y) = ((i * 7919 % 2500) as f64, (i * 104_729 % 1500) as f64);
            let at = LonLat::new(113.6 + x / 1e4, 34.7 + y / 1e4).ok();
            index.entry(Kind::Place, i, at);
            index.line(Field::Name, name);
        }
    });
    index.finish();
    INDEX.set(Some(index));
}

/// Looks for the text; how many entries are found.
#[unsafe(no_mangle)]
pub extern "C" fn find(limit: usize) -> usize {
    let query = text();
    let from = LonLat::new(113.68, 34.78).ok();
    let answer = INDEX.with_borrow(|index| {
        index.as_ref().map(|i| i.find_hits(&query, from, limit)).unwrap_or_default()
    });
    let count = answer.all.len();
    ANSWER.set(answer);
    count
}

/// Looks for names near in spelling, as the page does when typing rests; how many there are.
#[unsafe(no_mangle)]
pub extern "C" fn near() -> usize {
    let query = text();
    INDEX.with_borrow(|index| index.as_ref().map_or(0, |i| i.near(&query, None).len()))
}

/// Whether an entry is among all that were found.
#[unsafe(no_mangle)]
pub extern "C" fn found(entry: u32) -> bool {
    ANSWER.with_borrow(|answer| answer.all.binary_search(&entry).is_ok())
}

/// The best entry, or `u32::MAX`.
#[unsafe(no_mangle)]
pub extern "C" fn first() -> u32 {
    ANSWER.with_borrow(|answer| answer.top.first().map_or(u32::MAX, |h| h.entry))
}
