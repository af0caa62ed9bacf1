//! What every target does with its bytes.

#[path = "../../tests/mutants/laws.rs"]
pub mod laws;

use figtrace::check::judge::{Origin, judge};
use figtrace::check::rank::Pool;
use figtrace::check::spacing::closed_up;
use figtrace::check::statement::Statement;
use figtrace::clean::plain;
use figtrace::pipeline::read_article;
use std::cell::OnceCell;
use std::path::PathBuf;
use std::sync::Once;
use tempfile::TempDir;

thread_local! {
    static FOLDER: OnceCell<TempDir> = const { OnceCell::new() };
}

/// A file of this process that holds `bytes`.
fn file(name: &str, bytes: &[u8]) -> PathBuf {
    FOLDER.with(|folder| {
        let folder = folder.get_or_init(|| tempfile::tempdir().expect("a folder"));
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("a file");
        path
    })
}

/// The pages of a PDF document are read by another's parser in a thread of its own, and a panic there is
/// a sentence, no defect: libFuzzer would take it for one. Every other panic still ends the program.
fn forgive_pdf() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let strict = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if std::thread::current().name() != Some("pdf") {
                strict(panic);
            }
        }));
    });
}

/// Reads a file of these bytes as `format`, through the same door as `figtrace ingest`.
pub fn read(format: &str, bytes: &[u8]) {
    forgive_pdf();
    laws::hold(&file("fuzzed", bytes), Some(format));
}

/// Reads a file of these bytes as what it seems to be: containers, encodings, formats.
pub fn read_any(bytes: &[u8]) {
    forgive_pdf();
    laws::hold(&file("fuzzed", bytes), None);
}

/// Reads a text, and holds what is found to the laws.
pub fn extract(text: &str) {
    laws::laws(&read_article(plain::article(text.to_owned())));
}

/// Reads a claim as `figtrace check` does and holds it against its own first half.
pub fn claim(text: &str) {
    let whole =
        |text: &str| Statement::whole(&read_article(plain::article(closed_up(text.trim()))));
    let half = text.char_indices().nth(text.chars().count() / 2);
    let evidence = half.and_then(|(at, _)| text.get(..at)).unwrap_or_default();
    let pieces = [whole(evidence), whole(text)];
    let answer = judge(&whole(text).without_names(), &Pool::of(&pieces), Origin::Given);
    std::hint::black_box(answer);
}
