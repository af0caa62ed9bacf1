//! The characters on each page and where they stand, in the order in which they are drawn.

use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect, Vec2};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, SoftMask, interpret_page,
};
use std::sync::Arc;

/// Characters of one document at most: 256 MB of text would be fewer.
const LIMIT: usize = 20_000_000;

/// Pages of one document at most.
const PAGES: usize = 50_000;

/// Glyphs are drawn in units of a thousandth of the type size.
const UNITS: f64 = 1000.0;

/// A character on a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// What it says: one character, or the letters of a ligature.
    pub text: String,
    /// Where it begins along its line.
    pub start: f64,
    /// Where it ends along its line.
    pub end: f64,
    /// How high its line stands; higher is less.
    pub level: f64,
    /// The type size.
    pub size: f64,
    /// The direction of its line in degrees, rounded.
    pub angle: i32,
}

/// What a document says.
#[derive(Debug, Default)]
pub struct Pages {
    /// The characters of each page.
    pub marks: Vec<Vec<Mark>>,
    /// How many pages behind the last of these were left out.
    pub left_out: usize,
    /// How many characters the document does not tell.
    pub unknown: usize,
    /// The title in its properties.
    pub title: Option<String>,
    /// The author in its properties.
    pub author: Option<String>,
}

/// Reads every page, up to a number no article comes near.
///
/// # Errors
/// Why there are none, to stand behind "the PDF document".
pub fn pages(bytes: &Arc<Vec<u8>>) -> Result<Pages, &'static str> {
    first_pages(bytes, PAGES)
}

/// Reads `most` pages.
pub(super) fn first_pages(bytes: &Arc<Vec<u8>>, most: usize) -> Result<Pages, &'static str> {
    let pdf = Pdf::new(Arc::clone(bytes));
    let pdf = pdf.map_err(|error| match error {
        LoadPdfError::Decryption(_) => "is encrypted",
        LoadPdfError::Invalid => "is damaged or cut off",
    })?;
    let properties = pdf.metadata();
    let mut drawing = Drawing::default();
    let mut out = Pages {
        title: property(properties.title.as_deref()).filter(|t| !made_up(t)),
        author: property(properties.author.as_deref()),
        left_out: pdf.pages().len().saturating_sub(most),
        ..Pages::default()
    };
    if pdf.pages().is_empty() {
        return Err("has no pages");
    }
    for page in pdf.pages().iter().take(most) {
        let cache = InterpreterCache::new();
        let frame = Rect::new(0.0, 0.0, 1.0, 1.0);
        let settings = InterpreterSettings::default();
        let mut context = Context::new(Affine::IDENTITY, frame, &cache, pdf.xref(), settings);
        interpret_page(page, &mut context, &mut drawing);
        let marks = std::mem::take(&mut drawing.marks);
        drawing.count += marks.len();
        out.marks.push(marks);
        if drawing.count >= LIMIT {
            return Err("holds more characters than the limit");
        }
    }
    out.unknown = drawing.unknown;
    Ok(out)
}

/// A property's text: UTF-16 or UTF-8 with their marks, else Latin.
fn property(bytes: Option<&[u8]>) -> Option<String> {
    let bytes = bytes?;
    let encoding =
        encoding_rs::Encoding::for_bom(bytes).map_or(encoding_rs::WINDOWS_1252, |(e, _)| e);
    let (text, _) = encoding.decode_with_bom_removal(bytes);
    let text = text.trim_matches(['\0', ' ', '\n']).trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// Titles that programs write when nobody gave one.
fn made_up(title: &str) -> bool {
    let lower = title.to_ascii_lowercase();
    lower.starts_with("microsoft ")
        || lower.starts_with("untitled")
        || [
            ".doc", ".docx", ".indd", ".pdf", ".dvi", ".tex", ".qxd", ".rtf",
        ]
        .iter()
        .any(|e| lower.ends_with(e))
}

/// Takes down characters, and draws nothing.
#[derive(Default)]
struct Drawing {
    marks: Vec<Mark>,
    count: usize,
    unknown: usize,
}

impl Drawing {
    fn add(&mut self, glyph: &Glyph<'_>, transform: Affine) {
        let text = match glyph.as_unicode() {
            Some(BfString::Char(c)) => letters(c.encode_utf8(&mut [0; 4])),
            Some(BfString::String(s)) => letters(&s),
            None => {
                self.unknown += 1;
                "\u{FFFD}".to_owned()
            }
        };
        let advance = match glyph {
            Glyph::Outline(g) => g.advance_width().map_or(UNITS / 2.0, f64::from),
            Glyph::Type3(g) => g.advance_width().map_or(UNITS / 2.0, f64::from),
        };
        let [a, b, c, d, ..] = transform.as_coeffs();
        let origin = (transform * Point::ZERO).to_vec2();
        let along = Vec2::new(a, b);
        let (width, height) = (along.hypot(), c.hypot(d));
        if width <= f64::EPSILON
            || !origin.x.is_finite()
            || !origin.y.is_finite()
            || !width.is_finite()
        {
            return;
        }
        let along = along / width;
        let start = origin.dot(along);
        let degrees = along.y.atan2(along.x).to_degrees().round();
        self.marks.push(Mark {
            text,
            start,
            end: start + advance * width,
            level: origin.x * along.y - origin.y * along.x,
            size: height * UNITS,
            // Between -180 and 180.
            #[expect(clippy::cast_possible_truncation, reason = "an angle in degrees fits")]
            angle: degrees as i32,
        });
    }
}

/// What a character says: ligatures as their letters, soft hyphens as hyphens, controls as nothing.
fn letters(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'ﬀ' => out.push_str("ff"),
            'ﬁ' => out.push_str("fi"),
            'ﬂ' => out.push_str("fl"),
            'ﬃ' => out.push_str("ffi"),
            'ﬄ' => out.push_str("ffl"),
            'ﬅ' | 'ﬆ' => out.push_str("st"),
            '\u{AD}' => out.push('-'),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

impl Device<'_> for Drawing {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, _: &DrawMode) {
        if self.count + self.marks.len() < LIMIT {
            for glyph in run.glyphs() {
                self.add(glyph, props.transform * glyph.transform());
            }
        }
    }
    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
