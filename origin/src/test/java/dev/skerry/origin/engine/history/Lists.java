package dev.skerry.origin.engine.history;

import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Rows;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.engine.tuple.TupleReader;
import dev.skerry.origin.engine.tuple.TupleWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** How lists are kept in an engine. */
public enum Lists {
  /** A list is one value: what is checked are keys. */
  VALUES {
    @Override
    List<Integer> read(Transaction transaction, int list) {
      List<Integer> elements = new ArrayList<>();
      byte[] value = transaction.get(valueKey(list));
      if (value != null) {
        ByteBuffer octets = ByteBuffer.wrap(value);
        while (octets.hasRemaining()) {
          elements.add(octets.getInt());
        }
      }
      return elements;
    }

    @Override
    void append(Transaction transaction, int list, int element) {
      byte[] value = transaction.get(valueKey(list));
      int length = value == null ? 0 : value.length;
      ByteBuffer longer = ByteBuffer.allocate(length + Integer.BYTES);
      if (value != null) {
        longer.put(value);
      }
      transaction.put(valueKey(list), longer.putInt(element).array());
    }
  },

  /** An element is a row: what is checked are ranges, of which the end is read to append. */
  ROWS {
    @Override
    List<Integer> read(Transaction transaction, int list) {
      List<Integer> elements = new ArrayList<>();
      Range rest = rows(list);
      while (!rest.isEmpty()) {
        Rows part = transaction.scan(Scan.of(rest).upTo(7));
        part.rows().forEach(row -> elements.add(element(row)));
        rest = part.rest();
      }
      return elements;
    }

    @Override
    void append(Transaction transaction, int list, int element) {
      Rows last = transaction.scan(Scan.of(rows(list)).inReverse().upTo(1));
      long place = last.rows().isEmpty() ? 0 : place(last.rows().getFirst()) + 1;
      Key key = new TupleWriter().string("row").unsigned(list).unsigned(place).key();
      transaction.put(key, ByteBuffer.allocate(Integer.BYTES).putInt(element).array());
    }
  };

  abstract List<Integer> read(Transaction transaction, int list);

  abstract void append(Transaction transaction, int list, int element);

  private static Key valueKey(int list) {
    return new TupleWriter().string("value").unsigned(list).key();
  }

  private static Range rows(int list) {
    return new TupleWriter().string("row").unsigned(list).range();
  }

  private static int element(Row row) {
    return ByteBuffer.wrap(row.value()).getInt();
  }

  private static long place(Row row) {
    TupleReader reader = new TupleReader(row.key());
    String kind = reader.string();
    long list = reader.unsigned();
    if (!kind.equals("row") || list < 0) {
      throw new IllegalStateException("the row " + row + " is in no list");
    }
    return reader.unsigned();
  }
}
