//! Plain text: one file is one document. Knows no markup.

use super::opened::Opened;
use super::{Content, Documents, encoding, whole};

pub(super) fn read(opened: Opened) -> Documents {
    whole(opened, "text", encoding::decode_text, Content::Text)
}
