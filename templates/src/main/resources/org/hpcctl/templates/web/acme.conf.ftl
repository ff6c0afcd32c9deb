# Managed by hpcctl: the next `hpcctl setup` undoes changes made here.
# Nothing secret: only the owner of the account's key can ask the CA for this challenge.
location ~ "^/\.well-known/acme-challenge/(?<acme_token>[A-Za-z0-9_-]{1,128})$" {
    default_type text/plain;
    return 200 "$acme_token.${thumbprint}";
}
