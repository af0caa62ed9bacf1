//! Plain text: one file is one document. Knows no markup.

use super::opened::Opened;
use super::{Content, DOCUMENT_LIMIT, Documents, encoding, whole};

pub(super) fn read(opened: Opened) -> Documents {
    let decode = |bytes: &[u8]| encoding::decode_text(bytes, None);
    whole(opened, "text", DOCUMENT_LIMIT, decode, Content::Text)
}
