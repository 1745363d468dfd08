//! [`BaseMap`] → bytes of its file. The same map gives the same bytes.

use super::model::BaseMap;
use super::wire::{self, deltas, steps};
use std::fmt::Write;

/// Writes a base map: one thing a line, so that a diff shows what changed.
///
/// # Errors
/// Never in practice; serialisation of plain data cannot fail, but its type says it might.
pub fn write(base: &BaseMap) -> Result<Vec<u8>, serde_json::Error> {
    let mut out = String::from("{\"redmap_base\":");
    out += &wire::VERSION.to_string();
    let named = |name: &String, at| wire::Named { name: name.clone(), at: steps(at) };
    section(&mut out, "credits", base.credits.iter().cloned())?;
    section(
        &mut out,
        "districts",
        base.districts.iter().map(|d| wire::District {
            code: d.code.clone(),
            name: d.name.clone(),
            rings: d.rings.iter().map(deltas).collect(),
        }),
    )?;
    section(
        &mut out,
        "roads",
        base.roads.iter().map(|r| wire::Road {
            name: r.name.clone(),
            class: r.class.name().into(),
            m: r.accuracy_m,
            line: deltas(&r.line),
        }),
    )?;
    section(
        &mut out,
        "canals",
        base.canals.iter().map(|c| wire::Canal {
            name: c.name.clone(),
            inferred: c.inferred,
            line: deltas(&c.line),
        }),
    )?;
    section(&mut out, "stations", base.stations.iter().map(|s| named(&s.name, s.at)))?;
    section(
        &mut out,
        "metro",
        base.metro.iter().map(|m| wire::Metro {
            name: m.name.clone(),
            badge: m.badge.clone(),
            stations: m.stations.clone(),
        }),
    )?;
    section(&mut out, "subdistricts", base.subdistricts.iter().map(|s| named(&s.name, s.at)))?;
    section(
        &mut out,
        "pois",
        base.pois.iter().map(|p| wire::Poi { name: p.name.clone(), at: steps(p.at), rank: p.rank }),
    )?;
    out.push_str("}\n");
    Ok(out.into_bytes())
}

fn section<T: serde::Serialize>(
    out: &mut String,
    name: &str,
    items: impl Iterator<Item = T>,
) -> Result<(), serde_json::Error> {
    // Writing into a String cannot fail.
    let _ = write!(out, ",\n\"{name}\":[");
    for (i, item) in items.enumerate() {
        out.push_str(if i == 0 { "\n" } else { ",\n" });
        *out += &serde_json::to_string(&item)?;
    }
    out.push(']');
    Ok(())
}
