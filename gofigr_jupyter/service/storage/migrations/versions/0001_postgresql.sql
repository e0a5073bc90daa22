CREATE TABLE blobs (
	hash VARCHAR(64) NOT NULL,
	size_bytes BIGINT NOT NULL,
	created BIGINT NOT NULL,
	CONSTRAINT pk_blobs PRIMARY KEY (hash)
);
CREATE TABLE events (
	seq BIGSERIAL NOT NULL,
	id VARCHAR(36) NOT NULL,
	at BIGINT NOT NULL,
	username TEXT NOT NULL,
	action VARCHAR(32) NOT NULL,
	target_type VARCHAR(32) NOT NULL,
	target_id VARCHAR(36) NOT NULL,
	target_name TEXT NOT NULL,
	workspace_id VARCHAR(36),
	analysis_id VARCHAR(36),
	organization_id VARCHAR(36),
	silent BOOLEAN NOT NULL,
	detail TEXT NOT NULL,
	CONSTRAINT pk_events PRIMARY KEY (seq),
	CONSTRAINT uq_events_id UNIQUE (id)
);
CREATE INDEX ix_events_analysis_id_seq ON events (analysis_id, seq);
CREATE INDEX ix_events_organization_id_seq ON events (organization_id, seq);
CREATE INDEX ix_events_workspace_id_silent_seq ON events (workspace_id, silent, seq);
CREATE TABLE organizations (
	id VARCHAR(36) NOT NULL,
	name TEXT NOT NULL,
	description TEXT,
	email TEXT,
	logo BYTEA,
	allow_per_workspace_storage_settings BOOLEAN NOT NULL,
	created_by TEXT NOT NULL,
	created_on BIGINT NOT NULL,
	updated_by TEXT,
	updated_on BIGINT,
	CONSTRAINT pk_organizations PRIMARY KEY (id)
);
CREATE TABLE prefixes (
	prefix TEXT NOT NULL,
	user_id VARCHAR(36) NOT NULL,
	created BIGINT NOT NULL,
	CONSTRAINT pk_prefixes PRIMARY KEY (prefix)
);
CREATE TABLE seals (
	seq BIGINT NOT NULL,
	digest VARCHAR(64) NOT NULL,
	CONSTRAINT pk_seals PRIMARY KEY (seq)
);
CREATE TABLE search_progress (
	name VARCHAR(32) NOT NULL,
	cursor BIGINT NOT NULL,
	missing TEXT NOT NULL,
	CONSTRAINT pk_search_progress PRIMARY KEY (name)
);
CREATE TABLE secrets (
	name TEXT NOT NULL,
	value TEXT NOT NULL,
	CONSTRAINT pk_secrets PRIMARY KEY (name)
);
CREATE TABLE stores (
	id VARCHAR(36) NOT NULL,
	owner_id VARCHAR(36) NOT NULL,
	vendor TEXT NOT NULL,
	location TEXT NOT NULL,
	sealed TEXT NOT NULL,
	created BIGINT NOT NULL,
	CONSTRAINT pk_stores PRIMARY KEY (id)
);
CREATE UNIQUE INDEX uq_stores_owner_id_location ON stores (owner_id, location);
CREATE TABLE users (
	id VARCHAR(36) NOT NULL,
	username TEXT NOT NULL,
	email TEXT NOT NULL,
	date_joined BIGINT NOT NULL,
	password_hash TEXT,
	first_name TEXT NOT NULL,
	last_name TEXT NOT NULL,
	is_active BOOLEAN NOT NULL,
	is_staff BOOLEAN NOT NULL,
	profile TEXT NOT NULL,
	avatar BYTEA,
	CONSTRAINT pk_users PRIMARY KEY (id)
);
CREATE INDEX ix_users_email ON users (lower(email));
CREATE UNIQUE INDEX uq_users_username ON users (lower(username));
CREATE TABLE ai_uses (
	id VARCHAR(36) NOT NULL,
	at BIGINT NOT NULL,
	user_id VARCHAR(36) NOT NULL,
	workspace_id VARCHAR(36),
	revision_id VARCHAR(36),
	purpose VARCHAR(32) NOT NULL,
	provider VARCHAR(32) NOT NULL,
	model TEXT NOT NULL,
	host TEXT NOT NULL,
	digest VARCHAR(64),
	sent_bytes BIGINT NOT NULL,
	input_tokens BIGINT NOT NULL,
	output_tokens BIGINT NOT NULL,
	outcome VARCHAR(32) NOT NULL,
	CONSTRAINT pk_ai_uses PRIMARY KEY (id),
	CONSTRAINT fk_ai_uses_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE
);
CREATE INDEX ix_ai_uses_revision_id ON ai_uses (revision_id);
CREATE INDEX ix_ai_uses_user_id_at ON ai_uses (user_id, at);
CREATE INDEX ix_ai_uses_workspace_id_at ON ai_uses (workspace_id, at);
CREATE TABLE device_logins (
	digest VARCHAR(64) NOT NULL,
	user_code VARCHAR(16) NOT NULL,
	client_id VARCHAR(64) NOT NULL,
	state VARCHAR(32) NOT NULL,
	user_id VARCHAR(36),
	created BIGINT NOT NULL,
	expiry BIGINT NOT NULL,
	pause BIGINT NOT NULL,
	polled BIGINT,
	CONSTRAINT pk_device_logins PRIMARY KEY (digest),
	CONSTRAINT uq_device_logins_user_code UNIQUE (user_code),
	CONSTRAINT fk_device_logins_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE
);
CREATE INDEX ix_device_logins_expiry ON device_logins (expiry);
CREATE INDEX ix_device_logins_user_id ON device_logins (user_id);
CREATE TABLE metadata_proxies (
	id VARCHAR(36) NOT NULL,
	digest VARCHAR(64) NOT NULL,
	user_id VARCHAR(36) NOT NULL,
	initiator TEXT NOT NULL,
	created BIGINT NOT NULL,
	expiry BIGINT NOT NULL,
	updated BIGINT,
	metadata TEXT NOT NULL,
	CONSTRAINT pk_metadata_proxies PRIMARY KEY (id),
	CONSTRAINT uq_metadata_proxies_digest UNIQUE (digest),
	CONSTRAINT fk_metadata_proxies_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE
);
CREATE INDEX ix_metadata_proxies_expiry ON metadata_proxies (expiry);
CREATE TABLE notice_preferences (
	user_id VARCHAR(36) NOT NULL,
	ways TEXT NOT NULL,
	digest BOOLEAN NOT NULL,
	CONSTRAINT pk_notice_preferences PRIMARY KEY (user_id),
	CONSTRAINT fk_notice_preferences_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE
);
CREATE TABLE organization_members (
	organization_id VARCHAR(36) NOT NULL,
	user_id VARCHAR(36) NOT NULL,
	level VARCHAR(32) NOT NULL,
	joined BIGINT NOT NULL,
	CONSTRAINT pk_organization_members PRIMARY KEY (organization_id, user_id),
	CONSTRAINT fk_organization_members_organization_id FOREIGN KEY(organization_id) REFERENCES organizations (id) ON DELETE CASCADE,
	CONSTRAINT fk_organization_members_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE
);
CREATE INDEX ix_organization_members_user_id ON organization_members (user_id);
CREATE TABLE password_resets (
	digest VARCHAR(64) NOT NULL,
	user_id VARCHAR(36) NOT NULL,
	created BIGINT NOT NULL,
	expiry BIGINT NOT NULL,
	CONSTRAINT pk_password_resets PRIMARY KEY (digest),
	CONSTRAINT fk_password_resets_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE
);
CREATE INDEX ix_password_resets_expiry ON password_resets (expiry);
CREATE INDEX ix_password_resets_user_id ON password_resets (user_id);
CREATE TABLE ssh_keys (
	id VARCHAR(36) NOT NULL,
	user_id VARCHAR(36) NOT NULL,
	name TEXT NOT NULL,
	public_key TEXT NOT NULL,
	fingerprint TEXT NOT NULL,
	sealed TEXT NOT NULL,
	is_default BOOLEAN NOT NULL,
	created BIGINT NOT NULL,
	CONSTRAINT pk_ssh_keys PRIMARY KEY (id),
	CONSTRAINT fk_ssh_keys_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE
);
CREATE INDEX ix_ssh_keys_user_id_created ON ssh_keys (user_id, created);
CREATE TABLE tasks (
	id VARCHAR(36) NOT NULL,
	kind VARCHAR(32) NOT NULL,
	state VARCHAR(32) NOT NULL,
	user_id VARCHAR(36),
	target_type TEXT,
	target_id VARCHAR(36),
	progress INTEGER NOT NULL,
	message TEXT NOT NULL,
	attempts INTEGER NOT NULL,
	created BIGINT NOT NULL,
	due BIGINT NOT NULL,
	lease_until BIGINT,
	started BIGINT,
	finished BIGINT,
	CONSTRAINT pk_tasks PRIMARY KEY (id),
	CONSTRAINT fk_tasks_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE
);
CREATE INDEX ix_tasks_kind_state ON tasks (kind, state);
CREATE INDEX ix_tasks_state_due ON tasks (state, due);
CREATE INDEX ix_tasks_target_id_kind_state ON tasks (target_id, kind, state);
CREATE INDEX ix_tasks_user_id_created ON tasks (user_id, created);
CREATE TABLE workspaces (
	id VARCHAR(36) NOT NULL,
	name TEXT NOT NULL,
	description TEXT,
	workspace_type VARCHAR(32) NOT NULL,
	organization_id VARCHAR(36),
	created_by TEXT NOT NULL,
	created_on BIGINT NOT NULL,
	updated_by TEXT,
	updated_on BIGINT,
	touched_on BIGINT NOT NULL,
	child_updated_by TEXT,
	child_updated_on BIGINT,
	size_bytes BIGINT NOT NULL,
	CONSTRAINT pk_workspaces PRIMARY KEY (id),
	CONSTRAINT fk_workspaces_organization_id FOREIGN KEY(organization_id) REFERENCES organizations (id) ON DELETE SET NULL
);
CREATE INDEX ix_workspaces_organization_id ON workspaces (organization_id);
CREATE TABLE ai_settings (
	id VARCHAR(36) NOT NULL,
	workspace_id VARCHAR(36),
	provider VARCHAR(32) NOT NULL,
	base_url TEXT NOT NULL,
	model TEXT NOT NULL,
	sealed TEXT,
	timeout_seconds INTEGER NOT NULL,
	retries INTEGER NOT NULL,
	pictures BOOLEAN NOT NULL,
	titles BOOLEAN NOT NULL,
	monthly_limit INTEGER,
	updated_by TEXT NOT NULL,
	updated_on BIGINT NOT NULL,
	CONSTRAINT pk_ai_settings PRIMARY KEY (id),
	CONSTRAINT fk_ai_settings_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspaces (id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX uq_ai_settings_workspace_id ON ai_settings (workspace_id);
CREATE TABLE analyses (
	id VARCHAR(36) NOT NULL,
	workspace_id VARCHAR(36) NOT NULL,
	name TEXT NOT NULL,
	description TEXT,
	created_by TEXT NOT NULL,
	created_on BIGINT NOT NULL,
	updated_by TEXT,
	updated_on BIGINT,
	touched_on BIGINT NOT NULL,
	child_updated_by TEXT,
	child_updated_on BIGINT,
	size_bytes BIGINT NOT NULL,
	behalf_name TEXT,
	behalf_email TEXT,
	CONSTRAINT pk_analyses PRIMARY KEY (id),
	CONSTRAINT fk_analyses_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspaces (id) ON DELETE CASCADE
);
CREATE INDEX ix_analyses_workspace_id_created_on ON analyses (workspace_id, created_on);
CREATE INDEX ix_analyses_workspace_id_touched_on ON analyses (workspace_id, touched_on);
CREATE TABLE api_keys (
	id VARCHAR(36) NOT NULL,
	user_id VARCHAR(36) NOT NULL,
	name TEXT NOT NULL,
	digest VARCHAR(64) NOT NULL,
	created BIGINT NOT NULL,
	last_used BIGINT,
	expiry BIGINT,
	workspace_id VARCHAR(36),
	CONSTRAINT pk_api_keys PRIMARY KEY (id),
	CONSTRAINT fk_api_keys_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE,
	CONSTRAINT uq_api_keys_digest UNIQUE (digest),
	CONSTRAINT fk_api_keys_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspaces (id) ON DELETE CASCADE
);
CREATE INDEX ix_api_keys_user_id_created ON api_keys (user_id, created);
CREATE INDEX ix_api_keys_workspace_id ON api_keys (workspace_id);
CREATE TABLE invitations (
	id VARCHAR(36) NOT NULL,
	email TEXT NOT NULL,
	initiator TEXT NOT NULL,
	digest VARCHAR(64) NOT NULL,
	membership_type VARCHAR(32) NOT NULL,
	created BIGINT NOT NULL,
	expiry BIGINT NOT NULL,
	workspace_id VARCHAR(36),
	organization_id VARCHAR(36),
	CONSTRAINT pk_invitations PRIMARY KEY (id),
	CONSTRAINT ck_invitations_one_owner CHECK ((workspace_id IS NULL) <> (organization_id IS NULL)),
	CONSTRAINT uq_invitations_digest UNIQUE (digest),
	CONSTRAINT fk_invitations_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspaces (id) ON DELETE CASCADE,
	CONSTRAINT fk_invitations_organization_id FOREIGN KEY(organization_id) REFERENCES organizations (id) ON DELETE CASCADE
);
CREATE INDEX ix_invitations_expiry ON invitations (expiry);
CREATE INDEX ix_invitations_organization_id_created ON invitations (organization_id, created);
CREATE INDEX ix_invitations_workspace_id_created ON invitations (workspace_id, created);
CREATE TABLE members (
	workspace_id VARCHAR(36) NOT NULL,
	user_id VARCHAR(36) NOT NULL,
	level VARCHAR(32) NOT NULL,
	joined BIGINT NOT NULL,
	CONSTRAINT pk_members PRIMARY KEY (workspace_id, user_id),
	CONSTRAINT fk_members_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspaces (id) ON DELETE CASCADE,
	CONSTRAINT fk_members_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE
);
CREATE INDEX ix_members_user_id ON members (user_id);
CREATE TABLE storage_choices (
	owner_id VARCHAR(36) NOT NULL,
	vendor TEXT NOT NULL,
	params TEXT,
	store_id VARCHAR(36),
	workspace_id VARCHAR(36),
	organization_id VARCHAR(36),
	CONSTRAINT pk_storage_choices PRIMARY KEY (owner_id),
	CONSTRAINT ck_storage_choices_one_owner CHECK ((workspace_id IS NULL) <> (organization_id IS NULL)),
	CONSTRAINT fk_storage_choices_store_id FOREIGN KEY(store_id) REFERENCES stores (id),
	CONSTRAINT fk_storage_choices_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspaces (id) ON DELETE CASCADE,
	CONSTRAINT fk_storage_choices_organization_id FOREIGN KEY(organization_id) REFERENCES organizations (id) ON DELETE CASCADE
);
CREATE INDEX ix_storage_choices_organization_id ON storage_choices (organization_id);
CREATE INDEX ix_storage_choices_workspace_id ON storage_choices (workspace_id);
CREATE TABLE stories (
	id VARCHAR(36) NOT NULL,
	workspace_id VARCHAR(36) NOT NULL,
	name TEXT NOT NULL,
	description TEXT,
	title TEXT,
	introduction TEXT,
	goals TEXT,
	audience TEXT,
	created_by TEXT NOT NULL,
	created_on BIGINT NOT NULL,
	updated_by TEXT,
	updated_on BIGINT,
	CONSTRAINT pk_stories PRIMARY KEY (id),
	CONSTRAINT fk_stories_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspaces (id) ON DELETE CASCADE
);
CREATE INDEX ix_stories_workspace_id_created_on ON stories (workspace_id, created_on);
CREATE TABLE assets (
	id VARCHAR(36) NOT NULL,
	workspace_id VARCHAR(36) NOT NULL,
	analysis_id VARCHAR(36),
	name TEXT NOT NULL,
	description TEXT,
	revisions_made INTEGER NOT NULL,
	created_by TEXT NOT NULL,
	created_on BIGINT NOT NULL,
	updated_by TEXT,
	updated_on BIGINT,
	touched_on BIGINT NOT NULL,
	child_updated_by TEXT,
	child_updated_on BIGINT,
	size_bytes BIGINT NOT NULL,
	behalf_name TEXT,
	behalf_email TEXT,
	CONSTRAINT pk_assets PRIMARY KEY (id),
	CONSTRAINT fk_assets_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspaces (id) ON DELETE CASCADE,
	CONSTRAINT fk_assets_analysis_id FOREIGN KEY(analysis_id) REFERENCES analyses (id) ON DELETE SET NULL
);
CREATE INDEX ix_assets_analysis_id ON assets (analysis_id);
CREATE INDEX ix_assets_workspace_id_created_on ON assets (workspace_id, created_on);
CREATE INDEX ix_assets_workspace_id_name ON assets (workspace_id, name);
CREATE INDEX ix_assets_workspace_id_touched_on ON assets (workspace_id, touched_on);
CREATE TABLE figures (
	id VARCHAR(36) NOT NULL,
	analysis_id VARCHAR(36) NOT NULL,
	workspace_id VARCHAR(36) NOT NULL,
	name TEXT NOT NULL,
	description TEXT,
	revisions_made INTEGER NOT NULL,
	is_frozen BOOLEAN NOT NULL,
	created_by TEXT NOT NULL,
	created_on BIGINT NOT NULL,
	updated_by TEXT,
	updated_on BIGINT,
	touched_on BIGINT NOT NULL,
	child_updated_by TEXT,
	child_updated_on BIGINT,
	size_bytes BIGINT NOT NULL,
	behalf_name TEXT,
	behalf_email TEXT,
	ai_title TEXT,
	ai_description TEXT,
	CONSTRAINT pk_figures PRIMARY KEY (id),
	CONSTRAINT fk_figures_analysis_id FOREIGN KEY(analysis_id) REFERENCES analyses (id) ON DELETE CASCADE
);
CREATE INDEX ix_figures_analysis_id_created_on ON figures (analysis_id, created_on);
CREATE INDEX ix_figures_workspace_id_created_on ON figures (workspace_id, created_on);
CREATE INDEX ix_figures_workspace_id_touched_on ON figures (workspace_id, touched_on);
CREATE TABLE git_imports (
	id VARCHAR(36) NOT NULL,
	user_id VARCHAR(36) NOT NULL,
	workspace_id VARCHAR(36) NOT NULL,
	analysis_id VARCHAR(36),
	url TEXT NOT NULL,
	branches TEXT NOT NULL,
	ssh_key_id VARCHAR(36),
	created BIGINT NOT NULL,
	CONSTRAINT pk_git_imports PRIMARY KEY (id),
	CONSTRAINT fk_git_imports_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE,
	CONSTRAINT fk_git_imports_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspaces (id) ON DELETE CASCADE,
	CONSTRAINT fk_git_imports_analysis_id FOREIGN KEY(analysis_id) REFERENCES analyses (id) ON DELETE CASCADE,
	CONSTRAINT fk_git_imports_ssh_key_id FOREIGN KEY(ssh_key_id) REFERENCES ssh_keys (id) ON DELETE SET NULL
);
CREATE INDEX ix_git_imports_analysis_id ON git_imports (analysis_id);
CREATE INDEX ix_git_imports_ssh_key_id ON git_imports (ssh_key_id);
CREATE INDEX ix_git_imports_user_id ON git_imports (user_id);
CREATE INDEX ix_git_imports_workspace_id ON git_imports (workspace_id);
CREATE TABLE asset_revisions (
	id VARCHAR(36) NOT NULL,
	asset_id VARCHAR(36) NOT NULL,
	workspace_id VARCHAR(36) NOT NULL,
	revision_index INTEGER NOT NULL,
	metadata TEXT NOT NULL,
	is_processing BOOLEAN NOT NULL,
	size_bytes BIGINT NOT NULL,
	created_by TEXT NOT NULL,
	created_on BIGINT NOT NULL,
	updated_by TEXT,
	updated_on BIGINT,
	behalf_name TEXT,
	behalf_email TEXT,
	CONSTRAINT pk_asset_revisions PRIMARY KEY (id),
	CONSTRAINT fk_asset_revisions_asset_id FOREIGN KEY(asset_id) REFERENCES assets (id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX uq_asset_revisions_asset_id_revision_index ON asset_revisions (asset_id, revision_index);
CREATE TABLE reviewers (
	figure_id VARCHAR(36) NOT NULL,
	user_id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	approved_revision VARCHAR(36),
	approved_on BIGINT,
	CONSTRAINT pk_reviewers PRIMARY KEY (figure_id, user_id),
	CONSTRAINT fk_reviewers_figure_id FOREIGN KEY(figure_id) REFERENCES figures (id) ON DELETE CASCADE,
	CONSTRAINT fk_reviewers_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE
);
CREATE INDEX ix_reviewers_user_id ON reviewers (user_id);
CREATE TABLE reviews (
	id VARCHAR(36) NOT NULL,
	requested_by TEXT,
	requested_on BIGINT,
	note TEXT NOT NULL,
	approved_revision VARCHAR(36),
	approved_on BIGINT,
	frozen_by TEXT,
	frozen_on BIGINT,
	CONSTRAINT pk_reviews PRIMARY KEY (id),
	CONSTRAINT fk_reviews_id FOREIGN KEY(id) REFERENCES figures (id) ON DELETE CASCADE
);
CREATE TABLE revisions (
	id VARCHAR(36) NOT NULL,
	figure_id VARCHAR(36) NOT NULL,
	analysis_id VARCHAR(36) NOT NULL,
	workspace_id VARCHAR(36) NOT NULL,
	revision_index INTEGER NOT NULL,
	metadata TEXT NOT NULL,
	short_id TEXT,
	is_clean_room BOOLEAN NOT NULL,
	is_processing BOOLEAN NOT NULL,
	size_bytes BIGINT NOT NULL,
	created_by TEXT NOT NULL,
	created_on BIGINT NOT NULL,
	updated_by TEXT,
	updated_on BIGINT,
	behalf_name TEXT,
	behalf_email TEXT,
	ai_title TEXT,
	ai_description TEXT,
	CONSTRAINT pk_revisions PRIMARY KEY (id),
	CONSTRAINT fk_revisions_figure_id FOREIGN KEY(figure_id) REFERENCES figures (id) ON DELETE CASCADE,
	CONSTRAINT uq_revisions_short_id UNIQUE (short_id)
);
CREATE INDEX ix_revisions_analysis_id_created_on ON revisions (analysis_id, created_on);
CREATE INDEX ix_revisions_workspace_id_created_on ON revisions (workspace_id, created_on);
CREATE UNIQUE INDEX uq_revisions_figure_id_revision_index ON revisions (figure_id, revision_index);
CREATE TABLE asset_data_items (
	id VARCHAR(36) NOT NULL,
	revision_id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	name TEXT,
	type VARCHAR(32) NOT NULL,
	metadata TEXT NOT NULL,
	hash VARCHAR(64) NOT NULL,
	size_bytes BIGINT NOT NULL,
	is_clean_room BOOLEAN NOT NULL,
	store_id VARCHAR(36),
	CONSTRAINT pk_asset_data_items PRIMARY KEY (id),
	CONSTRAINT ck_asset_data_items_size CHECK (size_bytes >= 0),
	CONSTRAINT fk_asset_data_items_revision_id FOREIGN KEY(revision_id) REFERENCES asset_revisions (id) ON DELETE CASCADE,
	CONSTRAINT fk_asset_data_items_hash FOREIGN KEY(hash) REFERENCES blobs (hash),
	CONSTRAINT fk_asset_data_items_store_id FOREIGN KEY(store_id) REFERENCES stores (id)
);
CREATE INDEX ix_asset_data_items_hash ON asset_data_items (hash);
CREATE INDEX ix_asset_data_items_revision_id_position ON asset_data_items (revision_id, position);
CREATE TABLE comments (
	id VARCHAR(36) NOT NULL,
	thread_id VARCHAR(36) NOT NULL,
	parent_id VARCHAR(36),
	figure_id VARCHAR(36),
	revision_id VARCHAR(36),
	asset_id VARCHAR(36),
	asset_revision_id VARCHAR(36),
	user_id VARCHAR(36) NOT NULL,
	content TEXT NOT NULL,
	created_on BIGINT NOT NULL,
	updated_on BIGINT NOT NULL,
	is_edited BOOLEAN NOT NULL,
	is_deleted BOOLEAN NOT NULL,
	resolved_by TEXT,
	resolved_on BIGINT,
	quoted_revision VARCHAR(36),
	quoted_index INTEGER,
	quoted_short_id TEXT,
	quoted_picture VARCHAR(64),
	anchor TEXT,
	answered_by TEXT,
	CONSTRAINT pk_comments PRIMARY KEY (id),
	CONSTRAINT fk_comments_parent_id FOREIGN KEY(parent_id) REFERENCES comments (id) ON DELETE CASCADE,
	CONSTRAINT fk_comments_figure_id FOREIGN KEY(figure_id) REFERENCES figures (id) ON DELETE CASCADE,
	CONSTRAINT fk_comments_revision_id FOREIGN KEY(revision_id) REFERENCES revisions (id) ON DELETE CASCADE,
	CONSTRAINT fk_comments_asset_id FOREIGN KEY(asset_id) REFERENCES assets (id) ON DELETE CASCADE,
	CONSTRAINT fk_comments_asset_revision_id FOREIGN KEY(asset_revision_id) REFERENCES asset_revisions (id) ON DELETE CASCADE,
	CONSTRAINT fk_comments_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE
);
CREATE INDEX ix_comments_asset_id_created_on ON comments (asset_id, created_on);
CREATE INDEX ix_comments_asset_revision_id_created_on ON comments (asset_revision_id, created_on);
CREATE INDEX ix_comments_figure_id_created_on ON comments (figure_id, created_on);
CREATE INDEX ix_comments_parent_id ON comments (parent_id);
CREATE INDEX ix_comments_revision_id_created_on ON comments (revision_id, created_on);
CREATE INDEX ix_comments_thread_id ON comments (thread_id);
CREATE INDEX ix_comments_user_id ON comments (user_id);
CREATE TABLE data_items (
	id VARCHAR(36) NOT NULL,
	revision_id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	name TEXT,
	type VARCHAR(32) NOT NULL,
	metadata TEXT NOT NULL,
	hash VARCHAR(64) NOT NULL,
	size_bytes BIGINT NOT NULL,
	is_clean_room BOOLEAN NOT NULL,
	store_id VARCHAR(36),
	CONSTRAINT pk_data_items PRIMARY KEY (id),
	CONSTRAINT ck_data_items_size CHECK (size_bytes >= 0),
	CONSTRAINT fk_data_items_revision_id FOREIGN KEY(revision_id) REFERENCES revisions (id) ON DELETE CASCADE,
	CONSTRAINT fk_data_items_hash FOREIGN KEY(hash) REFERENCES blobs (hash),
	CONSTRAINT fk_data_items_store_id FOREIGN KEY(store_id) REFERENCES stores (id)
);
CREATE INDEX ix_data_items_hash ON data_items (hash);
CREATE INDEX ix_data_items_revision_id_position ON data_items (revision_id, position);
CREATE TABLE links (
	revision_id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	asset_revision_id VARCHAR(36) NOT NULL,
	use_type VARCHAR(32) NOT NULL,
	anchor TEXT,
	CONSTRAINT pk_links PRIMARY KEY (revision_id, position),
	CONSTRAINT fk_links_revision_id FOREIGN KEY(revision_id) REFERENCES revisions (id) ON DELETE CASCADE,
	CONSTRAINT fk_links_asset_revision_id FOREIGN KEY(asset_revision_id) REFERENCES asset_revisions (id) ON DELETE CASCADE
);
CREATE INDEX ix_links_asset_revision_id ON links (asset_revision_id);
CREATE TABLE search_documents (
	id BIGSERIAL NOT NULL,
	kind VARCHAR(32) NOT NULL,
	source_id VARCHAR(36) NOT NULL,
	workspace_id VARCHAR(36) NOT NULL,
	analysis_id VARCHAR(36),
	figure_id VARCHAR(36),
	revision_id VARCHAR(36),
	asset_id VARCHAR(36),
	story_id VARCHAR(36),
	author TEXT NOT NULL,
	made_on BIGINT NOT NULL,
	library TEXT NOT NULL,
	is_unseen BOOLEAN NOT NULL,
	CONSTRAINT pk_search_documents PRIMARY KEY (id),
	CONSTRAINT fk_search_documents_workspace_id FOREIGN KEY(workspace_id) REFERENCES workspaces (id) ON DELETE CASCADE,
	CONSTRAINT fk_search_documents_analysis_id FOREIGN KEY(analysis_id) REFERENCES analyses (id) ON DELETE CASCADE,
	CONSTRAINT fk_search_documents_figure_id FOREIGN KEY(figure_id) REFERENCES figures (id) ON DELETE CASCADE,
	CONSTRAINT fk_search_documents_revision_id FOREIGN KEY(revision_id) REFERENCES revisions (id) ON DELETE CASCADE,
	CONSTRAINT fk_search_documents_asset_id FOREIGN KEY(asset_id) REFERENCES assets (id) ON DELETE CASCADE,
	CONSTRAINT fk_search_documents_story_id FOREIGN KEY(story_id) REFERENCES stories (id) ON DELETE CASCADE
);
CREATE INDEX ix_search_documents_analysis_id ON search_documents (analysis_id);
CREATE INDEX ix_search_documents_asset_id ON search_documents (asset_id);
CREATE INDEX ix_search_documents_figure_id ON search_documents (figure_id);
CREATE INDEX ix_search_documents_revision_id ON search_documents (revision_id);
CREATE INDEX ix_search_documents_story_id ON search_documents (story_id);
CREATE INDEX ix_search_documents_unseen ON search_documents (id) WHERE is_unseen IS true;
CREATE INDEX ix_search_documents_workspace_id_id ON search_documents (workspace_id, id);
CREATE UNIQUE INDEX uq_search_documents_source_id_kind ON search_documents (source_id, kind);
CREATE TABLE shares (
	id VARCHAR(36) NOT NULL,
	analysis_id VARCHAR(36),
	figure_id VARCHAR(36),
	revision_id VARCHAR(36),
	asset_id VARCHAR(36),
	asset_revision_id VARCHAR(36),
	story_id VARCHAR(36),
	user_id VARCHAR(36),
	created BIGINT NOT NULL,
	CONSTRAINT pk_shares PRIMARY KEY (id),
	CONSTRAINT fk_shares_analysis_id FOREIGN KEY(analysis_id) REFERENCES analyses (id) ON DELETE CASCADE,
	CONSTRAINT fk_shares_figure_id FOREIGN KEY(figure_id) REFERENCES figures (id) ON DELETE CASCADE,
	CONSTRAINT fk_shares_revision_id FOREIGN KEY(revision_id) REFERENCES revisions (id) ON DELETE CASCADE,
	CONSTRAINT fk_shares_asset_id FOREIGN KEY(asset_id) REFERENCES assets (id) ON DELETE CASCADE,
	CONSTRAINT fk_shares_asset_revision_id FOREIGN KEY(asset_revision_id) REFERENCES asset_revisions (id) ON DELETE CASCADE,
	CONSTRAINT fk_shares_story_id FOREIGN KEY(story_id) REFERENCES stories (id) ON DELETE CASCADE,
	CONSTRAINT fk_shares_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX ix_shares_analysis_id_user_id ON shares (analysis_id, user_id);
CREATE UNIQUE INDEX ix_shares_asset_id_user_id ON shares (asset_id, user_id);
CREATE UNIQUE INDEX ix_shares_asset_revision_id_user_id ON shares (asset_revision_id, user_id);
CREATE UNIQUE INDEX ix_shares_figure_id_user_id ON shares (figure_id, user_id);
CREATE UNIQUE INDEX ix_shares_revision_id_user_id ON shares (revision_id, user_id);
CREATE UNIQUE INDEX ix_shares_story_id_user_id ON shares (story_id, user_id);
CREATE INDEX ix_shares_user_id ON shares (user_id);
CREATE TABLE slides (
	story_id VARCHAR(36) NOT NULL,
	place INTEGER NOT NULL,
	slide_id TEXT NOT NULL,
	slide_type VARCHAR(32) NOT NULL,
	position INTEGER NOT NULL,
	title TEXT,
	content TEXT NOT NULL,
	revision_id VARCHAR(36),
	slide_data TEXT NOT NULL,
	notes TEXT NOT NULL,
	CONSTRAINT pk_slides PRIMARY KEY (story_id, place),
	CONSTRAINT fk_slides_story_id FOREIGN KEY(story_id) REFERENCES stories (id) ON DELETE CASCADE,
	CONSTRAINT fk_slides_revision_id FOREIGN KEY(revision_id) REFERENCES revisions (id) ON DELETE SET NULL
);
CREATE INDEX ix_slides_revision_id ON slides (revision_id);
CREATE TABLE story_revisions (
	story_id VARCHAR(36) NOT NULL,
	place INTEGER NOT NULL,
	revision_id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_story_revisions PRIMARY KEY (story_id, place),
	CONSTRAINT fk_story_revisions_story_id FOREIGN KEY(story_id) REFERENCES stories (id) ON DELETE CASCADE,
	CONSTRAINT fk_story_revisions_revision_id FOREIGN KEY(revision_id) REFERENCES revisions (id) ON DELETE CASCADE
);
CREATE INDEX ix_story_revisions_revision_id ON story_revisions (revision_id);
CREATE TABLE mutes (
	user_id VARCHAR(36) NOT NULL,
	thread_id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_mutes PRIMARY KEY (user_id, thread_id),
	CONSTRAINT fk_mutes_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE,
	CONSTRAINT fk_mutes_thread_id FOREIGN KEY(thread_id) REFERENCES comments (id) ON DELETE CASCADE
);
CREATE INDEX ix_mutes_thread_id ON mutes (thread_id);
CREATE TABLE notices (
	id VARCHAR(36) NOT NULL,
	user_id VARCHAR(36) NOT NULL,
	kind VARCHAR(32) NOT NULL,
	actor TEXT NOT NULL,
	target_type VARCHAR(32) NOT NULL,
	target_id VARCHAR(36) NOT NULL,
	target_name TEXT NOT NULL,
	comment_id VARCHAR(36),
	excerpt TEXT NOT NULL,
	created_on BIGINT NOT NULL,
	read_on BIGINT,
	by_mail BOOLEAN NOT NULL,
	mailed_on BIGINT,
	CONSTRAINT pk_notices PRIMARY KEY (id),
	CONSTRAINT fk_notices_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE,
	CONSTRAINT fk_notices_comment_id FOREIGN KEY(comment_id) REFERENCES comments (id) ON DELETE CASCADE
);
CREATE INDEX ix_notices_comment_id ON notices (comment_id);
CREATE INDEX ix_notices_user_id_read_on_created_on ON notices (user_id, read_on, created_on);
CREATE TABLE reactions (
	id VARCHAR(36) NOT NULL,
	comment_id VARCHAR(36) NOT NULL,
	user_id VARCHAR(36) NOT NULL,
	emoji TEXT NOT NULL,
	created_on BIGINT NOT NULL,
	CONSTRAINT pk_reactions PRIMARY KEY (id),
	CONSTRAINT fk_reactions_comment_id FOREIGN KEY(comment_id) REFERENCES comments (id) ON DELETE CASCADE,
	CONSTRAINT fk_reactions_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX ix_reactions_comment_id_user_id_emoji ON reactions (comment_id, user_id, emoji);
CREATE INDEX ix_reactions_user_id ON reactions (user_id);
CREATE TABLE search_looks (
	id BIGSERIAL NOT NULL,
	document_id BIGINT NOT NULL,
	picture VARCHAR(64) NOT NULL,
	features BYTEA NOT NULL,
	copy BYTEA NOT NULL,
	text TEXT,
	CONSTRAINT pk_search_looks PRIMARY KEY (id),
	CONSTRAINT uq_search_looks_document_id UNIQUE (document_id),
	CONSTRAINT fk_search_looks_document_id FOREIGN KEY(document_id) REFERENCES search_documents (id) ON DELETE CASCADE
);
CREATE INDEX ix_search_looks_unread ON search_looks (id) WHERE text IS NULL;
CREATE TABLE search_meanings (
	id BIGSERIAL NOT NULL,
	document_id BIGINT NOT NULL,
	vector BYTEA NOT NULL,
	CONSTRAINT pk_search_meanings PRIMARY KEY (id),
	CONSTRAINT uq_search_meanings_document_id UNIQUE (document_id),
	CONSTRAINT fk_search_meanings_document_id FOREIGN KEY(document_id) REFERENCES search_documents (id) ON DELETE CASCADE
);
CREATE TABLE search_texts (
	id BIGINT NOT NULL,
	title TEXT NOT NULL,
	names TEXT NOT NULL,
	words TEXT NOT NULL,
	place TEXT NOT NULL,
	talk TEXT NOT NULL,
	shown TEXT NOT NULL,
	code TEXT NOT NULL,
	also TEXT NOT NULL,
	CONSTRAINT pk_search_texts PRIMARY KEY (id),
	CONSTRAINT fk_search_texts_id FOREIGN KEY(id) REFERENCES search_documents (id) ON DELETE CASCADE
);
ALTER TABLE search_texts SET (toast_tuple_target = 256);
ALTER TABLE search_texts ADD COLUMN vector tsvector GENERATED ALWAYS AS (setweight(to_tsvector('simple', regexp_replace(names, '(\W|_)+', ' ', 'g')), 'A') || setweight(to_tsvector('simple', regexp_replace(words, '(\W|_)+', ' ', 'g')), 'B') || setweight(to_tsvector('simple', regexp_replace(place, '(\W|_)+', ' ', 'g')), 'C') || setweight(to_tsvector('simple', regexp_replace(talk, '(\W|_)+', ' ', 'g')), 'C') || setweight(to_tsvector('simple', regexp_replace(shown, '(\W|_)+', ' ', 'g')), 'D') || setweight(to_tsvector('simple', regexp_replace(code, '(\W|_)+', ' ', 'g')), 'D') || setweight(to_tsvector('simple', regexp_replace(also, '(\W|_)+', ' ', 'g')), 'D')) STORED;
CREATE INDEX ix_search_texts_vector ON search_texts USING gin (vector) WITH (fastupdate = off);
ALTER TABLE search_texts ADD COLUMN told tsvector GENERATED ALWAYS AS (setweight(to_tsvector('simple', regexp_replace(names, '(\W|_)+', ' ', 'g')), 'A') || setweight(to_tsvector('simple', regexp_replace(words, '(\W|_)+', ' ', 'g')), 'B') || setweight(to_tsvector('simple', regexp_replace(place, '(\W|_)+', ' ', 'g')), 'C') || setweight(to_tsvector('simple', regexp_replace(talk, '(\W|_)+', ' ', 'g')), 'C')) STORED;
CREATE INDEX ix_search_texts_told ON search_texts USING gin (told) WITH (fastupdate = off);
DO $$ BEGIN CREATE EXTENSION IF NOT EXISTS pg_trgm; CREATE INDEX ix_search_texts_title ON search_texts USING gin (lower(title) gin_trgm_ops); EXCEPTION WHEN OTHERS THEN NULL; END $$;
