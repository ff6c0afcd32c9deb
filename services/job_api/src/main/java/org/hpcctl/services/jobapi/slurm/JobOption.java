package org.hpcctl.services.jobapi.slurm;

import module java.base;

/// What may be said about a job besides its script: the closed list, each with its form. Limits on
/// them are Slurm's own (partitions, associations, QOS).
public enum JobOption {
  NAME("--job-name", Form.TEXT),
  PARTITION("--partition", Form.NAMES),
  ACCOUNT("--account", Form.NAME),
  QOS("--qos", Form.NAME),
  NODES("--nodes", Form.RANGE),
  NTASKS("--ntasks", Form.NUMBER),
  NTASKS_PER_NODE("--ntasks-per-node", Form.NUMBER),
  CPUS_PER_TASK("--cpus-per-task", Form.NUMBER),
  MEMORY("--mem", Form.SIZE),
  MEMORY_PER_CPU("--mem-per-cpu", Form.SIZE),
  TIME("--time", Form.SPAN),
  GRES("--gres", Form.RESOURCES),
  GPUS("--gpus", Form.RESOURCES),
  CONSTRAINT("--constraint", Form.FEATURES),
  LICENSES("--licenses", Form.RESOURCES),
  RESERVATION("--reservation", Form.NAMES),
  ARRAY("--array", Form.ARRAY),
  DEPENDENCY("--dependency", Form.DEPENDENCY),
  BEGIN("--begin", Form.TIME),
  OUTPUT("--output", Form.PATH),
  ERROR("--error", Form.PATH);

  private enum Form {
    TEXT("[^\\p{Cntrl}]{1,200}"),
    PATH("[^\\p{Cntrl}]{1,1000}"),
    NAME("[A-Za-z0-9_][A-Za-z0-9_.@-]{0,63}"),
    NAMES("[A-Za-z0-9_][A-Za-z0-9_.@,-]{0,255}"),
    NUMBER("[1-9]\\d{0,6}"),
    RANGE("[1-9]\\d{0,6}(?:-[1-9]\\d{0,6})?"),
    SIZE("\\d{1,12}[KMGTkmgt]?"),
    SPAN("(?:\\d{1,4}-)?\\d{1,7}(?::\\d{1,2}){0,2}"),
    RESOURCES("[A-Za-z0-9_][A-Za-z0-9_.:/=,-]{0,255}"),
    FEATURES("[A-Za-z0-9_\\[(][A-Za-z0-9_.&|*,()\\[\\]!-]{0,255}"),
    ARRAY("\\d[\\d,:-]{0,199}(?:%\\d{1,6})?"),
    DEPENDENCY("[a-z][a-z0-9:,?_+]{0,255}"),
    TIME("[A-Za-z0-9][A-Za-z0-9:+-]{0,39}");

    private final Pattern pattern;

    Form(String pattern) {
      this.pattern = Pattern.compile(pattern);
    }
  }

  private final String flag;
  private final Form form;

  JobOption(String flag, Form form) {
    this.flag = flag;
    this.form = form;
  }

  /// Its name in a request: `cpus_per_task`.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<JobOption> of(String key) {
    return Arrays.stream(values()).filter(option -> option.key().equals(key)).findFirst();
  }

  public boolean accepts(String value) {
    return form.pattern.matcher(value).matches();
  }

  /// What a value must look like, for who wrote another one.
  public String form() {
    return form.pattern.pattern();
  }

  String word(String value) {
    return flag + "=" + value;
  }
}
