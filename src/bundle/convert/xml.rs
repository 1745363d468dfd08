//! Just enough XML for GPX and KML: elements, attributes, text.

use super::encoding::decode;
use super::trouble::{ConvertError, Trouble};
use crate::bundle::{Document, ProblemKind};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// Deeper than GPX and KML go.
const DEEPEST: usize = 64;

/// An element with what it holds; names are without their prefix.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Self>,
    pub text: String,
    pub line: u32,
}

impl Element {
    /// The first child of the name.
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|c| c.name == name)
    }

    /// The children of the name.
    pub fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Self> {
        self.children.iter().filter(move |c| c.name == name)
    }

    /// The text of the first child of the name, empty where there is none.
    pub fn text_of(&self, name: &str) -> &str {
        self.child(name).map_or("", |c| c.text.trim())
    }

    /// An attribute, empty where it is not there.
    pub fn attribute(&self, name: &str) -> &str {
        self.attributes.iter().find(|(k, _)| k == name).map_or("", |(_, v)| v.trim())
    }
}

/// Reads the outermost element. Entities of a document's own are not expanded: they serve attacks only.
pub(super) fn parse(bytes: &[u8]) -> Result<Element, ConvertError> {
    let text = decode(bytes)?;
    if text.trim_start().is_empty() {
        return Err(ConvertError::of_file(ProblemKind::Empty.into()));
    }
    let lines = Document::new("", &text);
    let mut reader = Reader::from_str(&text);
    reader.config_mut().expand_empty_elements = true;
    let mut stack: Vec<Element> = Vec::new();
    loop {
        let offset = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let line = lines.line_at(offset);
        let fail = |trouble| ConvertError { line: Some(line), trouble };
        match reader.read_event() {
            Err(e) => return Err(fail(Trouble::Xml(e.to_string()))),
            Ok(Event::Eof) => {
                let trouble = if stack.is_empty() {
                    Trouble::OtherXml(String::new())
                } else {
                    ProblemKind::Truncated.into()
                };
                return Err(fail(trouble));
            }
            Ok(Event::Start(start)) => {
                if stack.len() >= DEEPEST {
                    return Err(fail(Trouble::Xml("nested too deep".into())));
                }
                stack.push(element(&start, line));
            }
            Ok(Event::End(_)) => {
                let Some(done) = stack.pop() else { continue };
                match stack.last_mut() {
                    Some(parent) => parent.children.push(done),
                    None => return Ok(done),
                }
            }
            Ok(Event::Text(t)) => push(&mut stack, &t.xml_content(XmlVersion::Implicit1_0)),
            Ok(Event::CData(t)) => push(&mut stack, &t.xml_content(XmlVersion::Implicit1_0)),
            Ok(Event::GeneralRef(r)) => {
                let name = r.xml_content(XmlVersion::Implicit1_0);
                let known = quick_xml::escape::resolve_predefined_entity(&name);
                match (r.resolve_char_ref(), known) {
                    (Ok(Some(c)), _) => push(&mut stack, c.encode_utf8(&mut [0; 4])),
                    (_, Some(text)) => push(&mut stack, text),
                    _ => push(&mut stack, &format!("&{name};")),
                }
            }
            Ok(_) => {}
        }
    }
}

fn push(stack: &mut [Element], text: &str) {
    if let Some(open) = stack.last_mut() {
        open.text.push_str(text);
    }
}

fn element(start: &BytesStart<'_>, line: u32) -> Element {
    let attributes = start
        .attributes()
        .flatten()
        .map(|a| {
            let value = a.normalized_value(XmlVersion::Implicit1_0);
            (a.key.local_name().as_ref().to_owned(), value.unwrap_or_default().into_owned())
        })
        .collect();
    let name = start.local_name().as_ref().to_owned();
    Element { name, attributes, line, ..Element::default() }
}

/// A text as XML writes it; characters that XML forbids are left out.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(c),
            // A bare carriage return would be read back as a line feed.
            '\r' => out.push_str("&#13;"),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c < ' ' => {}
            c => out.push(c),
        }
    }
    out
}
