# From a plan for empty hosts (`hpcctl setup --dry-run --offline --format json`) to an Ansible
# playbook of the same resources, one task each, packages of a stage in one. JSON is YAML.
# $files holds what the files' contents are: $files/<host><path>; $release holds the artifacts.
def of($name): .fields[$name].to;
def ownership: {owner: of("owner"), group: of("group"), mode: of("mode")};
def restarts:
  if (.name | startswith("/etc/nginx/")) then {notify: ["restart nginx"]}
  elif (.name | startswith("/etc/keepalived/")) then {notify: ["restart keepalived"]}
  else {} end;
def copied($path): {"ansible.builtin.copy":
  ({src: "\($files)/{{ inventory_hostname }}\($path)", dest: $path} +
    (if .fields.owner then ownership else {} end))};
def task:
  {name: "\(.kind) \(.name)"} + (
    if .kind == "directory" then
      {"ansible.builtin.file": ({path: .name, state: "directory"} + ownership)}
    elif .kind == "file" or .kind == "secret" then copied(.name) + restarts
    elif .kind == "block" then copied(.name | split("#")[0])
    elif .kind == "link" then
      {"ansible.builtin.file": {path: .name, src: of("target"), state: "link", force: true}} + restarts
    elif .kind == "absence" then {"ansible.builtin.file": {path: .name, state: "absent"}}
    elif .kind == "account" then
      {"ansible.builtin.user":
        {name: .name, home: of("home"), shell: of("shell"), system: true, create_home: false}}
    elif .kind == "artifact" then
      {"ansible.builtin.copy": ({dest: .name,
        src: "\($release)/services/\(.name | split("/")[-2]).jar"} + ownership)}
    elif .kind == "tree" then
      (.name | split("/")) as $at
      | (if $at[-2] == "cache" then {src: "\($at[-3]).aot.tar.gz", shows: "\($at[-3]).aot"}
         else {src: "services-runtime.tar.gz", shows: "bin/java"} end) as $tree
      | {"ansible.builtin.unarchive": {dest: .name, creates: "\(.name)/\($tree.shows)",
          src: "\($release)/services/\($tree.src)"}}
    elif .kind == "unit" then
      {"ansible.builtin.systemd":
        {name: .name, enabled: true, state: "started", daemon_reload: true}}
    elif .kind == "sysctl" then
      {"ansible.builtin.command": "sysctl -n \(.name)", changed_when: false}
    else {"ansible.builtin.command": "true", changed_when: false} end);
def tasks:
  .[] | select(.kind != "package")
  | (if .kind == "tree"
      then {name: "directory \(.name)", "ansible.builtin.file": {path: .name, state: "directory"}}
      else empty end), task;
[{
  hosts: "all",
  become: true,
  gather_facts: false,
  tasks: ([{name: "packages", "ansible.builtin.apt": {state: "present",
      name: [.hosts[0].changes[] | select(.kind == "package") | .name]}}]
    + [.hosts[0].changes | tasks]),
  handlers: [("nginx", "keepalived")
    | {name: "restart \(.)", "ansible.builtin.systemd": {name: ., state: "restarted"}}]
}]
