//! Text with its marks set apart (`8,000 ships , in May .`), as collections of claims often have it, put
//! together again so that it reads as articles do.

/// Marks that stand right after a word.
const CLOSING: &[&str] = &[",", ".", ";", ":", "%", ")", "]", "?", "!", "'s", "’s"];

/// Marks that stand right before a word.
const OPENING: &[&str] = &["$", "€", "£", "¥", "(", "["];

/// The text without spaces before closing and after opening marks, if it has such; unchanged if not.
pub fn closed_up(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    if !words.iter().any(|w| CLOSING.contains(w)) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut open = true;
    for word in words.into_iter().filter(|w| !w.is_empty()) {
        let mark = match word {
            "``" | "''" => "\"",
            other => other,
        };
        if !open && !CLOSING.contains(&mark) {
            out.push(' ');
        }
        // A text that begins with a mark lost its first words.
        if !(out.is_empty() && CLOSING.contains(&mark)) {
            out.push_str(mark);
        }
        open = OPENING.contains(&mark) || out.is_empty();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_back_to_their_words() {
        assert_eq!(
            closed_up("The port 's income was $ 8 million ( 12 % ) , as of May 3 , 2024 ."),
            "The port's income was $8 million (12%), as of May 3, 2024."
        );
        assert_eq!(closed_up(", it fell ."), "it fell.");
    }

    #[test]
    fn other_text_stays_as_it_is() {
        for text in ["It fell,  by half.", "", "a\n b", "5 %."] {
            assert_eq!(closed_up(text), text);
        }
    }
}
