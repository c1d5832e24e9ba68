package dev.skerry.loadtest.simulate.trace;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** The formats of the well-known public cache traces. */
public enum TraceFormat {
  /**
   * Lines of {@code time id size} and perhaps more columns, separated by blanks: webcachesim, LRB,
   * AdaptSize.
   */
  LRB {
    @Override
    void read(InputStream in, TraceBuilder into) throws IOException {
      lines(in, into, TraceLines::lrb);
    }
  },
  /**
   * Wikimedia's CDN traces, columns separated by tabs: {@code relative_unix}, the hash of host,
   * path or query, for images a type, {@code response_size}, {@code time_firstbyte}.
   */
  WIKIMEDIA {
    @Override
    void read(InputStream in, TraceBuilder into) throws IOException {
      lines(in, into, TraceLines::wikimedia);
    }
  },
  /**
   * Twitter's cache-trace: {@code timestamp,key,key size,value size,client id,operation,TTL}. Only
   * reads count; a value of no bytes (one that was not there) counts by its key.
   */
  TWITTER {
    @Override
    void read(InputStream in, TraceBuilder into) throws IOException {
      lines(in, into, TraceLines::twitter);
    }
  },
  /**
   * libCacheSim's oracleGeneral: packed little-endian records of 24 bytes: 32 bits of time, 64 of
   * object, 32 of size, 64 of next access.
   */
  ORACLE {
    @Override
    void read(InputStream in, TraceBuilder into) throws IOException {
      OracleRecords.read(in, into);
    }
  };

  /** Reads one line; gives false if it is none of this format. */
  interface LineReader {
    boolean read(String line, TraceBuilder into);
  }

  /** Reads until the builder is full or the input ends. */
  abstract void read(InputStream in, TraceBuilder into) throws IOException;

  private static void lines(InputStream in, TraceBuilder into, LineReader reader)
      throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1), 1 << 16);
    long number = 0;
    String line;
    while (!into.isFull() && (line = lines.readLine()) != null) {
      number++;
      boolean header = number == 1;
      if (!line.isBlank() && !reader.read(line, into) && !header) {
        throw new IOException("line " + number + " is not of this format: " + line);
      }
    }
  }
}
