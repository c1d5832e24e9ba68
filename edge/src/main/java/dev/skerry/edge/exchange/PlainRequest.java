package dev.skerry.edge.exchange;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request asks for nothing but a response as it is: a GET without content, conditions,
 * ranges, directives or credentials. Only for such a request is a fresh hit decided by what is
 * stored and its rule alone.
 */
final class PlainRequest {
  /**
   * What a viewer says that it accepts is kept with a ready answer: nobody needs more than that.
   */
  private static final int MAX_CODINGS_LENGTH = 128;

  private PlainRequest() {}

  /** Whether it is one. */
  static boolean is(Request request) {
    return request.method().equals("GET")
        && !request.hasContent()
        && request.upgrade() == null
        && hasPlainFields(request.fields());
  }

  private static boolean hasPlainFields(Fields fields) {
    int codings = 0;
    for (int i = 0; i < fields.size(); i++) {
      switch (fields.name(i)) {
        case FieldNames.AUTHORIZATION,
            FieldNames.CACHE_CONTROL,
            FieldNames.CDN_LOOP,
            FieldNames.EXPECT,
            FieldNames.IF_MATCH,
            FieldNames.IF_MODIFIED_SINCE,
            FieldNames.IF_NONE_MATCH,
            FieldNames.IF_RANGE,
            FieldNames.IF_UNMODIFIED_SINCE,
            FieldNames.PRAGMA,
            FieldNames.RANGE,
            FieldNames.VIA -> {
          return false;
        }
        case FieldNames.ACCEPT_ENCODING -> {
          if (fields.value(i).length() > MAX_CODINGS_LENGTH) {
            return false;
          }
          codings++;
        }
        default -> {}
      }
    }
    return codings <= 1;
  }

  /** The codings that a plain request accepts, as it says it. */
  static @Nullable String codings(Request request) {
    return request.fields().first(FieldNames.ACCEPT_ENCODING);
  }
}
