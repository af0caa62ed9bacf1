//! One document's rows: the text, its parts, and everything it says.

mod relation;

use crate::base::span::Span;
use crate::link::reading::{Base, Figure, Reading};
use crate::recognise::mention::RegionMention;
use crate::store::code_points::to_sql;
use crate::store::inserts::{Inserts, WORDS_OF};
use crate::store::prepared::{Chars, Prepared, Quantity};
use crate::store::vocabulary::Vocabulary;
use rusqlite::{Connection, params};

/// Writes the rows of one document.
pub struct Rows<'a, 'c> {
    conn: &'c Connection,
    inserts: &'a mut Inserts<'c>,
    vocabulary: &'a mut Vocabulary,
    reading: &'a Reading,
    prepared: &'a Prepared,
    document: i64,
    sentences: Vec<i64>,
}

/// Where a batch is written: the connection, its statements, the names it knows.
pub struct Desk<'a, 'c> {
    /// In a transaction.
    pub conn: &'c Connection,
    /// Prepared on it.
    pub inserts: &'a mut Inserts<'c>,
    /// Row ids of names.
    pub vocabulary: &'a mut Vocabulary,
    /// The run's row.
    pub run: i64,
}

impl<'a, 'c> Rows<'a, 'c> {
    /// Writes the document itself and everything that hangs on it; answers its id. The words of its sentences
    /// are left to whoever ends the transaction.
    ///
    /// # Errors
    /// What the database says; the caller rolls back what was written.
    pub fn write(
        desk: &'a mut Desk<'_, 'c>,
        reading: &'a Reading,
        prepared: &'a Prepared,
        text_sha256: &str,
    ) -> rusqlite::Result<i64> {
        let document = document(desk, reading, text_sha256)?;
        let mut rows = Self::of(desk, reading, prepared, document);
        let blocks = rows.blocks()?;
        rows.findings(&blocks)?;
        rows.notices()?;
        Ok(document)
    }

    /// Writes what is read in a document that is there: its sentences and all they say. Text, blocks and
    /// notices of the document stay; what was read before must be gone.
    ///
    /// # Errors
    /// What the database says; the caller rolls back what was written.
    pub fn write_again(
        desk: &'a mut Desk<'_, 'c>,
        reading: &'a Reading,
        prepared: &'a Prepared,
        document: i64,
    ) -> rusqlite::Result<()> {
        let blocks = desk
            .conn
            .prepare_cached("SELECT id FROM block WHERE document_id = ?1 ORDER BY ord")?
            .query_map([document], |r| r.get(0))?
            .collect::<rusqlite::Result<Vec<i64>>>()?;
        let conn = desk.conn;
        Self::of(desk, reading, prepared, document).findings(&blocks)?;
        conn.prepare_cached(WORDS_OF)?
            .execute([document])
            .map(|_| ())
    }

    fn of(
        desk: &'a mut Desk<'_, 'c>,
        reading: &'a Reading,
        prepared: &'a Prepared,
        document: i64,
    ) -> Self {
        Self {
            conn: desk.conn,
            inserts: desk.inserts,
            vocabulary: desk.vocabulary,
            reading,
            prepared,
            document,
            sentences: Vec::with_capacity(reading.sentences.len()),
        }
    }

    /// Everything that rules find.
    fn findings(&mut self, blocks: &[i64]) -> rusqlite::Result<()> {
        self.sentences(blocks)?;
        self.dates()?;
        self.regions()?;
        self.projects()?;
        let figures = self.figures()?;
        self.meanings(&figures)?;
        self.rejections()?;
        self.extraction()
    }

    fn quote(&self, span: Span) -> &'a str {
        span.of(&self.reading.article.text)
    }

    /// The row of a sentence; what was prepared names none that is not there.
    fn sentence(&self, index: usize) -> Option<i64> {
        self.sentences.get(index).copied()
    }

    fn sentences(&mut self, blocks: &[i64]) -> rusqlite::Result<()> {
        let sentences = self.reading.sentences.iter().zip(&self.prepared.sentences);
        for (ord, ((span, block), (start, end))) in sentences.enumerate() {
            let block = blocks.get(*block);
            let quote = self.quote(*span);
            let row = params![self.document, block, to_sql(ord), start, end, quote];
            self.sentences.push(self.inserts.sentence.insert(row)?);
        }
        Ok(())
    }

    fn blocks(&mut self) -> rusqlite::Result<Vec<i64>> {
        let mut ids = Vec::with_capacity(self.prepared.blocks.len());
        let blocks = self
            .reading
            .article
            .blocks
            .iter()
            .zip(&self.prepared.blocks);
        for (ord, (block, (start, end))) in blocks.enumerate() {
            let row = params![self.document, to_sql(ord), block.kind.as_str(), start, end];
            ids.push(self.inserts.block.insert(row)?);
        }
        Ok(ids)
    }

    fn dates(&mut self) -> rusqlite::Result<()> {
        for (date, (start, end)) in self.reading.dates.iter().zip(&self.prepared.dates) {
            let period = match &date.edtf {
                Some(edtf) => Some(self.vocabulary.period(self.conn, edtf)?),
                None => None,
            };
            let rule = self.vocabulary.rule(self.conn, date.rule)?;
            let row = params![
                self.document,
                self.sentence(date.sentence),
                start,
                end,
                self.quote(date.span),
                period,
                date.timex_type.as_str(),
                date.timex_value,
                rule,
            ];
            self.inserts.date.insert(row)?;
        }
        Ok(())
    }

    fn regions(&mut self) -> rusqlite::Result<()> {
        for (region, chars) in self.reading.regions.iter().zip(&self.prepared.regions) {
            self.region(region, *chars)?;
        }
        Ok(())
    }

    fn region(&mut self, region: &RegionMention, (start, end): Chars) -> rusqlite::Result<()> {
        let id = self.vocabulary.region(self.conn, &region.place)?;
        let rule = self.vocabulary.rule(self.conn, region.rule)?;
        let quote = self.quote(region.span);
        let sentence = self.sentence(region.sentence);
        let row = params![self.document, sentence, start, end, quote, id, rule];
        self.inserts.region.insert(row)?;
        self.vocabulary.region_alias(self.conn, id, quote)
    }

    fn projects(&mut self) -> rusqlite::Result<()> {
        for (project, (start, end)) in self.reading.projects.iter().zip(&self.prepared.projects) {
            let kind = Some(project.kind.as_str());
            let id = self.vocabulary.project(self.conn, &project.name, kind)?;
            let rule = self.vocabulary.rule(self.conn, project.rule)?;
            let quote = self.quote(project.span);
            let sentence = self.sentence(project.sentence);
            let row = params![self.document, sentence, start, end, quote, id, rule];
            self.inserts.project.insert(row)?;
            self.vocabulary.project_alias(self.conn, id, quote)?;
        }
        Ok(())
    }

    fn figures(&mut self) -> rusqlite::Result<Vec<i64>> {
        let mut ids = Vec::with_capacity(self.reading.figures.len());
        for (figure, quantity) in self.reading.figures.iter().zip(&self.prepared.figures) {
            let equivalent = figure.mention.equivalent_to;
            let written = equivalent.and_then(|o| ids.get(o)).copied();
            let id = self.figure(figure, quantity, written)?;
            self.links(figure, id)?;
            ids.push(id);
        }
        for (index, (figure, id)) in self.reading.figures.iter().zip(&ids).enumerate() {
            let later = figure.mention.equivalent_to.filter(|o| *o >= index);
            if let Some(other) = later.and_then(|o| ids.get(o)) {
                self.inserts.equivalent.execute([id, other])?;
            }
        }
        Ok(ids)
    }

    /// Which rules the rows come from.
    fn extraction(&mut self) -> rusqlite::Result<()> {
        let row = params![self.document, self.vocabulary.extractor()];
        self.inserts.extraction.execute(row)?;
        Ok(())
    }

    fn figure(
        &mut self,
        figure: &Figure,
        quantity: &Quantity,
        equivalent: Option<i64>,
    ) -> rusqlite::Result<i64> {
        let mention = &figure.mention;
        let (base, relative) = match &figure.base_period {
            Some(Base::Period(edtf)) => (Some(self.vocabulary.period(self.conn, edtf)?), None),
            Some(other) => (None, Some(other.as_str())),
            None => (None, None),
        };
        let period = match &figure.period {
            Some(edtf) => Some(self.vocabulary.period(self.conn, edtf)?),
            None => None,
        };
        let speaker = match &figure.attributed_to {
            Some(name) => Some(self.vocabulary.speaker(self.conn, name)?),
            None => None,
        };
        let unit = self.vocabulary.unit(self.conn, &mention.unit)?;
        let indicator = self.indicator(figure)?;
        let rule = self.vocabulary.rule(self.conn, mention.rule)?;
        let (start, end) = quantity.chars;
        let row = params![
            quantity.uid,
            self.document,
            self.sentence(mention.sentence),
            start,
            end,
            self.quote(mention.span),
            quantity.value,
            quantity.low,
            quantity.high,
            quantity.half_place,
            mention.comparator.as_str(),
            unit,
            mention.counted.map(|s| self.quote(s)),
            quantity.real.value,
            quantity.real.low,
            quantity.real.high,
            figure.role.as_str(),
            figure.modality.as_str(),
            indicator,
            figure.indicator,
            period,
            base,
            relative,
            speaker,
            rule,
            equivalent,
        ];
        self.inserts.figure.insert(row)
    }

    fn indicator(&mut self, figure: &Figure) -> rusqlite::Result<Option<i64>> {
        match (&figure.measure, &figure.indicator) {
            (Some(name), _) => self.vocabulary.measure(self.conn, name).map(Some),
            (None, Some(name)) => self.vocabulary.phrase(self.conn, name).map(Some),
            (None, None) => Ok(None),
        }
    }

    fn links(&mut self, figure: &Figure, id: i64) -> rusqlite::Result<()> {
        for (ord, place) in figure.regions.iter().enumerate() {
            let region = self.vocabulary.region(self.conn, place)?;
            let row = params![id, to_sql(ord), region];
            self.inserts.figure_region.execute(row)?;
        }
        for (ord, name) in figure.projects.iter().enumerate() {
            let project = self.vocabulary.project(self.conn, name, None)?;
            let row = params![id, to_sql(ord), project];
            self.inserts.figure_project.execute(row)?;
        }
        for (ord, reason) in figure.why.iter().enumerate() {
            let rule = self.vocabulary.rule(self.conn, *reason)?;
            let row = params![id, to_sql(ord), rule];
            self.inserts.figure_reason.execute(row)?;
        }
        Ok(())
    }

    fn rejections(&mut self) -> rusqlite::Result<()> {
        let rejections = self.reading.rejections.iter();
        for (rejection, (start, end)) in rejections.zip(&self.prepared.rejections) {
            let quote = self.quote(rejection.span);
            let row = params![self.document, start, end, quote, rejection.reason];
            self.inserts.rejection.insert(row)?;
        }
        Ok(())
    }

    fn notices(&mut self) -> rusqlite::Result<()> {
        for (notice, chars) in self.reading.notices.iter().zip(&self.prepared.notices) {
            let (code, message) = (&notice.code, &notice.message);
            let (start, end) = chars.unzip();
            let row = params![self.document, code, message, start, end];
            self.inserts.notice.insert(row)?;
        }
        Ok(())
    }
}

fn document(
    desk: &mut Desk<'_, '_>,
    reading: &Reading,
    text_sha256: &str,
) -> rusqlite::Result<i64> {
    let article = &reading.article;
    let publisher = match &article.publisher {
        Some(name) => Some(desk.vocabulary.publisher(desk.conn, name)?),
        None => None,
    };
    desk.inserts.document.insert(params![
        text_sha256,
        article.title,
        article.author,
        publisher,
        article.url,
        article.language,
        article.published.map(|d| d.to_string()),
        article.modified.map(|d| d.to_string()),
        desk.run,
        article.text,
    ])
}
