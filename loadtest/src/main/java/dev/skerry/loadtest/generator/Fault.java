package dev.skerry.loadtest.generator;

/** Why a request counts as failed. */
enum Fault {
  /** No connection could be made for it. */
  CONNECT,
  /** The connection ended before the answer did. */
  CLOSED,
  /** What came is not HTTP, or the stream was reset. */
  PROTOCOL,
  /** The status is none of those that are expected. */
  STATUS,
  /** The content has another length than its size says. */
  LENGTH,
  /** The content is not that of the key. */
  CONTENT,
  /** No answer came in time. */
  TIMEOUT
}
