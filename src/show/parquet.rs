//! Rows as a Parquet file: a column for each column of a view, all optional, compressed by Zstandard.

use crate::query::export::{Cell, Column, Type};
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type as Schema;
use std::io::{self, Write};
use std::sync::Arc;

/// Rows of one row group: about ten megabytes of facts.
const GROUP: usize = 20_000;

/// Writes rows.
pub struct Rows<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    types: Vec<Type>,
    cells: Vec<Vec<Cell>>,
}

impl<W: Write + Send> Rows<W> {
    /// To `out`, with these columns.
    ///
    /// # Errors
    /// What writing says.
    pub fn new(out: W, columns: &[Column]) -> io::Result<Self> {
        let fields: Result<Vec<_>, ParquetError> =
            columns.iter().map(|c| field(c).map(Arc::new)).collect();
        let schema =
            Schema::group_type_builder("figtrace").with_fields(fields.map_err(io::Error::other)?);
        let schema = Arc::new(schema.build().map_err(io::Error::other)?);
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_created_by(concat!("figtrace ", env!("CARGO_PKG_VERSION")).to_owned());
        let writer = SerializedFileWriter::new(out, schema, Arc::new(properties.build()));
        Ok(Self {
            writer: writer.map_err(io::Error::other)?,
            types: columns.iter().map(|c| c.holds).collect(),
            cells: vec![Vec::new(); columns.len()],
        })
    }

    /// Adds one row.
    ///
    /// # Errors
    /// What writing says.
    pub fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        for (column, cell) in self.cells.iter_mut().zip(cells) {
            column.push(cell.clone());
        }
        let full = self.cells.first().is_some_and(|c| c.len() >= GROUP);
        if full {
            self.flush().map_err(io::Error::other)
        } else {
            Ok(())
        }
    }

    /// Ends the file.
    ///
    /// # Errors
    /// What writing says.
    pub fn finish(mut self) -> io::Result<W> {
        self.flush().map_err(io::Error::other)?;
        self.writer.into_inner().map_err(io::Error::other)
    }

    fn flush(&mut self) -> Result<(), ParquetError> {
        if self.cells.first().is_none_or(Vec::is_empty) {
            return Ok(());
        }
        let mut group = self.writer.next_row_group()?;
        for (holds, cells) in self.types.iter().zip(&mut self.cells) {
            let cells = std::mem::take(cells);
            match holds {
                Type::Whole => column::<Int64Type, _>(&mut group, &cells, whole)?,
                Type::Real => column::<DoubleType, _>(&mut group, &cells, real)?,
                Type::Text => column::<ByteArrayType, _>(&mut group, &cells, text)?,
            }
        }
        group.close().map(|_| ())
    }
}

fn field(column: &Column) -> Result<Schema, ParquetError> {
    let (physical, logical) = match column.holds {
        Type::Whole => (Physical::INT64, None),
        Type::Real => (Physical::DOUBLE, None),
        Type::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
    };
    Schema::primitive_type_builder(&column.name, physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(logical)
        .build()
}

/// Writes one column: its values, and for each row whether there is one.
fn column<T: DataType, W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    cells: &[Cell],
    value: fn(&Cell) -> Option<T::T>,
) -> Result<(), ParquetError> {
    let values: Vec<T::T> = cells.iter().filter_map(value).collect();
    let there: Vec<i16> = cells
        .iter()
        .map(|c| i16::from(value(c).is_some()))
        .collect();
    let Some(mut column) = group.next_column()? else {
        return Err(ParquetError::General(
            "a row has more cells than columns".to_owned(),
        ));
    };
    column
        .typed::<T>()
        .write_batch(&values, Some(&there), None)?;
    column.close()
}

const fn whole(cell: &Cell) -> Option<i64> {
    match cell {
        Cell::Whole(n) => Some(*n),
        _ => None,
    }
}

const fn real(cell: &Cell) -> Option<f64> {
    match cell {
        Cell::Real(n) => Some(*n),
        #[allow(
            clippy::cast_precision_loss,
            reason = "a column of REALs holds a whole number too"
        )]
        Cell::Whole(n) => Some(*n as f64),
        _ => None,
    }
}

fn text(cell: &Cell) -> Option<ByteArray> {
    Some(match cell {
        Cell::Empty => return None,
        Cell::Whole(n) => ByteArray::from(n.to_string().into_bytes()),
        Cell::Real(n) => ByteArray::from(n.to_string().into_bytes()),
        Cell::Text(text) => ByteArray::from(text.as_str()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use parquet::file::reader::{FileReader, SerializedFileReader};

    fn columns() -> Vec<Column> {
        [
            ("id", Type::Whole),
            ("value", Type::Real),
            ("quote", Type::Text),
        ]
        .map(|(name, holds)| Column {
            name: name.into(),
            holds,
        })
        .to_vec()
    }

    fn written(count: i64) -> Vec<u8> {
        let mut rows = Rows::new(Vec::new(), &columns()).unwrap();
        for n in 0..count {
            let quote = if n % 2 == 0 {
                Cell::Text(format!("“{n}”"))
            } else {
                Cell::Empty
            };
            rows.row(&[Cell::Whole(n), Cell::Whole(n + 1), quote])
                .unwrap();
        }
        rows.finish().unwrap()
    }

    #[test]
    fn rows_come_back() {
        let reader = SerializedFileReader::new(bytes(&written(3))).unwrap();
        let rows: Vec<String> = reader
            .get_row_iter(None)
            .unwrap()
            .map(|r| r.unwrap().to_string())
            .collect();
        assert_eq!(
            rows,
            [
                "{id: 0, value: 1.0, quote: \"“0”\"}",
                "{id: 1, value: 2.0, quote: null}",
                "{id: 2, value: 3.0, quote: \"“2”\"}",
            ]
        );
    }

    #[test]
    fn many_rows_make_several_groups_and_none_an_empty_file() {
        let count = i64::try_from(GROUP).unwrap() + 1;
        let reader = SerializedFileReader::new(bytes(&written(count))).unwrap();
        let meta = reader.metadata();
        assert_eq!(
            (meta.num_row_groups(), meta.file_metadata().num_rows()),
            (2, count)
        );
        let empty = SerializedFileReader::new(bytes(&written(0))).unwrap();
        assert_eq!(empty.metadata().file_metadata().num_rows(), 0);
        assert_eq!(written(9), written(9));
    }

    /// A file in memory, as the reader wants it.
    fn bytes(content: &[u8]) -> std::fs::File {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(content).unwrap();
        file
    }
}
