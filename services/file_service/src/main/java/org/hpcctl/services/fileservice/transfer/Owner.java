package org.hpcctl.services.fileservice.transfer;

/// Whose a file is.
///
/// @param id of the account in auth_service
/// @param account the name of his directory: the Unix user
public record Owner(long id, String username, String account) {}
