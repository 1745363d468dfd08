//! `redmap pack BUNDLE`: writes what can be worked out once into files beside the bundle.

use crate::give_up;
use crate::search::search_parts;
use redmap::bundle::derived::{hours_pack, name_in_manifest};
use redmap::bundle::{LayerBytes, Loaded, Manifest, load};
use redmap::engine::search::{atlas, pack};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Opening tables, as a path inside the bundle.
const HOURS: &str = "derived/hours.json";
/// Readings of characters for search.
const READINGS: &str = "derived/readings.txt";

#[derive(clap::Args)]
pub struct Args {
    /// 数据包的文件夹或 bundle.json。A bundle's folder or its bundle.json
    #[arg(value_name = "BUNDLE")]
    bundle: PathBuf,
}

pub fn run(args: &Args) -> ExitCode {
    let manifest =
        if args.bundle.is_dir() { args.bundle.join("bundle.json") } else { args.bundle.clone() };
    match pack_bundle(&manifest) {
        Ok(said) => {
            println!("{said}");
            ExitCode::SUCCESS
        }
        Err(why) => give_up(&why),
    }
}

/// Packs a bundle; what was done, in words.
fn pack_bundle(path: &Path) -> Result<String, String> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let read = |path: &Path| fs::read(path).map_err(|e| format!("{}: {e}", path.display()));
    let bytes = read(path)?;
    let manifest = Manifest::parse("bundle.json", &bytes).map_err(|e| e.to_string())?;
    let mut files = Vec::new();
    for layer in &manifest.layers {
        files.push((layer.file.as_str(), read(&folder.join(&layer.file))?));
    }
    let layers: Vec<LayerBytes<'_>> =
        files.iter().map(|(file, bytes)| LayerBytes { file, bytes }).collect();
    let Loaded { atlas: loaded, .. } = load(&manifest, &layers).map_err(|e| e.to_string())?;

    let stated = |p: &&redmap::domain::Place| !p.visit.opening_hours.is_empty();
    let with_hours = loaded.places().iter().filter(stated).count();
    let tables: Vec<_> = loaded
        .places()
        .iter()
        .filter_map(|p| Some((p.id.as_str(), hours_pack::weeks(&p.visit.opening_hours)?)))
        .collect();
    write(&folder.join(HOURS), &hours_pack::write(&tables))?;

    let parts = search_parts(&manifest, folder);
    let mut texts = String::new();
    atlas::each_text(&loaded, &parts, &mut |text| texts.push_str(text));
    let readings = pack::readings(&texts);
    write(&folder.join(READINGS), &readings)?;

    let text = String::from_utf8(bytes).map_err(|e| format!("{}: {e}", path.display()))?;
    let named = name_in_manifest(&text, "hours", HOURS);
    let named = name_in_manifest(&named, "readings", READINGS);
    if named != text {
        write(path, &named)?;
    }
    Ok(format!("{HOURS}: {}/{with_hours}\n{READINGS}: {} bytes", tables.len(), readings.len()))
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    let made = path.parent().map_or(Ok(()), fs::create_dir_all);
    made.and_then(|()| fs::write(path, text)).map_err(|e| format!("{}: {e}", path.display()))
}
