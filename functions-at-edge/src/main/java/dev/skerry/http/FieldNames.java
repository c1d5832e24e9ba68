package dev.skerry.http;

/** The field names that Skerry itself reads or writes, in lower case, each a single instance. */
public final class FieldNames {
  public static final String ACCEPT = "accept";
  public static final String ACCEPT_ENCODING = "accept-encoding";
  public static final String ACCEPT_LANGUAGE = "accept-language";
  public static final String ACCEPT_RANGES = "accept-ranges";
  public static final String AGE = "age";
  public static final String ALLOW = "allow";
  public static final String AUTHORIZATION = "authorization";
  public static final String CACHE_CONTROL = "cache-control";
  public static final String CACHE_STATUS = "cache-status";
  public static final String CACHE_TAG = "cache-tag";
  public static final String CDN_CACHE_CONTROL = "cdn-cache-control";
  public static final String CDN_LOOP = "cdn-loop";
  public static final String CONNECTION = "connection";
  public static final String CONTENT_ENCODING = "content-encoding";
  public static final String CONTENT_LANGUAGE = "content-language";
  public static final String CONTENT_LENGTH = "content-length";
  public static final String CONTENT_LOCATION = "content-location";
  public static final String CONTENT_RANGE = "content-range";
  public static final String CONTENT_TYPE = "content-type";
  public static final String COOKIE = "cookie";
  public static final String DATE = "date";
  public static final String ETAG = "etag";
  public static final String EXPECT = "expect";
  public static final String EXPIRES = "expires";
  public static final String FORWARDED = "forwarded";
  public static final String HOST = "host";
  public static final String IF_MATCH = "if-match";
  public static final String IF_MODIFIED_SINCE = "if-modified-since";
  public static final String IF_NONE_MATCH = "if-none-match";
  public static final String IF_RANGE = "if-range";
  public static final String IF_UNMODIFIED_SINCE = "if-unmodified-since";
  public static final String KEEP_ALIVE = "keep-alive";
  public static final String LAST_MODIFIED = "last-modified";
  public static final String LOCATION = "location";
  public static final String MAX_FORWARDS = "max-forwards";
  public static final String ORIGIN = "origin";
  public static final String PRAGMA = "pragma";
  public static final String PROXY_AUTHENTICATE = "proxy-authenticate";
  public static final String PROXY_AUTHORIZATION = "proxy-authorization";
  public static final String PROXY_CONNECTION = "proxy-connection";
  public static final String PROXY_STATUS = "proxy-status";
  public static final String RANGE = "range";
  public static final String REFERER = "referer";
  public static final String RETRY_AFTER = "retry-after";
  public static final String SERVER = "server";
  public static final String SET_COOKIE = "set-cookie";
  public static final String SURROGATE_KEY = "surrogate-key";
  public static final String TE = "te";
  public static final String TRAILER = "trailer";
  public static final String TRANSFER_ENCODING = "transfer-encoding";
  public static final String UPGRADE = "upgrade";
  public static final String USER_AGENT = "user-agent";
  public static final String VARY = "vary";
  public static final String VIA = "via";
  public static final String WARNING = "warning";
  public static final String WWW_AUTHENTICATE = "www-authenticate";
  public static final String X_FORWARDED_FOR = "x-forwarded-for";
  public static final String X_FORWARDED_HOST = "x-forwarded-host";
  public static final String X_FORWARDED_PORT = "x-forwarded-port";
  public static final String X_FORWARDED_PROTO = "x-forwarded-proto";
  public static final String XKEY = "xkey";

  private FieldNames() {}
}
