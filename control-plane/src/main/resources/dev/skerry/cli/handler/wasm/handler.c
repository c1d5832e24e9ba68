// {{name}}: an edge handler of Skerry, called at {{hook}}.
//
// The event is lines of text: hook, host, id of the request, address of the viewer, method, path, then lists.
// The result is lines, too: a request (from the method on as in the event) or a response; 0 leaves all as it is.

typedef __SIZE_TYPE__ size_t;

__attribute__((import_module("skerry"), import_name("log"))) void skerry_log(int level, const char *at, size_t length);

enum { DEBUG, PLAIN, WARNING, ERROR };

// Each call has fresh memory, so that nothing needs to be given free.
static char memory[1 << 20];
static size_t used;

__attribute__((export_name("skerry_alloc"))) char *skerry_alloc(size_t length) {
  if (length > sizeof memory - used) __builtin_trap();
  char *place = memory + used;
  used += length;
  return place;
}

typedef struct {
  const char *at;
  size_t length;
} text;

static size_t length_of(const char *words) {
  size_t length = 0;
  while (words[length]) length++;
  return length;
}

// The line of that number, from 0.
static text line(text event, int number) {
  const char *end = event.at + event.length;
  const char *from = event.at;
  for (; number > 0 && from < end; from++) number -= *from == '\n';
  const char *to = from;
  while (to < end && *to != '\n') to++;
  return (text){from, to - from};
}

static int is(text one, const char *other) {
  if (one.length != length_of(other)) return 0;
  for (size_t i = 0; i < one.length; i++) {
    if (one.at[i] != other[i]) return 0;
  }
  return 1;
}

static text result;

static void add(const char *at, size_t length) {
  char *place = skerry_alloc(length);
  if (!result.at) result.at = place;
  for (size_t i = 0; i < length; i++) place[i] = at[i];
  result.length += length;
}

static void write(const char *words) { add(words, length_of(words)); }

static void note(const char *words, text about) {
  text before = result;
  result = (text){0, 0};
  write(words);
  add(about.at, about.length);
  skerry_log(PLAIN, result.at, result.length);
  result = before;
}

// Where the result is, and how long.
static unsigned long long done(void) { return (unsigned long long)(size_t)result.at << 32 | result.length; }

__attribute__((export_name("{{export}}"))) unsigned long long {{export}}(const char *at, size_t length) {
  text event = {at, length};
  text path = line(event, 5);
  if (is(path, "/old")) {
    write("response\n301\n1\nlocation\n/new\n0\noctets\n");
    return done();
  }
  if (path.length > 0 && path.at[path.length - 1] == '/') {
    note("index page of ", path);
    text method = line(event, 4);
    const char *rest = path.at + path.length;
    write("request\n");
    add(method.at, path.at + path.length - method.at);
    write("index.html");
    add(rest, at + length - rest);
    return done();
  }
  return 0;
}
