vcl 4.1;
# Varnish as a cache, in memory.
backend origin {
  .host = "127.0.0.1";
  .port = "@origin@";
}
sub vcl_recv {
  if (req.url ~ "^/pass/") {
    return (pass);
  }
  unset req.http.Cookie;
}
