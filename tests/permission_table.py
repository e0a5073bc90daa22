"""Who may do what: every operation of the API and everybody who may come along.

The table is the contract. A row is an operation, a column is a caller:

anon     nobody                              stranger  signed in, a member of nothing here
viewer, creator, admin, owner                members of the workspace
oview, ocreate, oadmin, oboss                members of its organization, by their four levels
key      the owner's key for the workspace   other     the owner's key for another workspace
over     the owner's key that has expired    staff     staff, a member of nothing here
link     the stranger, where it is shared by link      alink  nobody, where it is shared by link
"""

COLUMNS = (
    *("anon", "stranger", "viewer", "creator", "admin", "owner"),
    *("oview", "ocreate", "oadmin", "oboss"),
    *("key", "other", "over", "staff", "link", "alink"),
)

# What most operations have in common, in the order of the columns.
READ = "401 403 200 200 200 200 200 200 200 200 200 403 401 403 200 200"  # what can be shared
INSIDE = "401 403 200 200 200 200 200 200 200 200 200 403 401 403 403 401"  # what cannot
EDIT = "401 403 403 200 200 200 403 200 200 200 200 403 401 403 403 401"
MAKE = "401 403 403 201 201 201 403 201 201 201 201 403 401 403 403 401"
REMOVE = "401 403 403 204 204 204 403 204 204 204 204 403 401 403 403 401"
ADMIN = "401 403 403 403 200 200 403 403 200 200 200 403 401 403 403 401"
ADMIN_MAKE = "401 403 403 403 201 201 403 403 201 201 201 403 401 403 403 401"
ADMIN_REMOVE = "401 403 403 403 204 204 403 403 204 204 204 403 401 403 403 401"
MEMBER = "401 403 403 403 403 403 200 200 200 200 403 403 401 403 403 401"  # of the organization
BOSS = "401 403 403 403 403 403 403 403 403 200 403 403 401 403 403 401"
BOSS_MAKE = "401 403 403 403 403 403 403 403 403 201 403 403 401 403 403 401"
BOSS_REMOVE = "401 403 403 403 403 403 403 403 403 204 403 403 401 403 403 401"
STAFF = "401 403 403 403 403 403 403 403 403 403 403 403 401 200 403 401"
ANYBODY = "200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200"
SIGNED = "401 200 200 200 200 200 200 200 200 200 200 200 401 200 200 401"
SIGNED_MAKE = "401 201 201 201 201 201 201 201 201 201 201 201 401 201 201 401"
NOT_SCOPED_MAKE = "401 201 201 201 201 201 201 201 201 201 403 403 401 201 201 401"
OWN = "401 403 403 403 403 200 403 403 403 403 200 200 401 403 403 401"
OWN_REMOVE = "401 403 403 403 403 204 403 403 403 403 403 403 401 403 403 401"
SEEN = "401 403 200 200 200 200 200 200 200 200 200 200 401 403 403 401"
INTO_WORKSPACE = "401 200 409 409 409 409 200 200 200 200 403 403 401 200 200 401"
INTO_ORGANIZATION = "401 200 200 200 200 200 409 409 409 409 403 403 401 200 200 401"
PROXY = "403 403 403 403 403 200 403 403 403 403 200 200 401 403 403 403"
PROXY_REMOVE = "401 403 403 403 403 204 403 403 403 403 204 204 401 403 403 401"
ASK = "401 403 200 200 200 200 200 200 200 200 200 403 401 403 200 401"  # to read, signed in
TASK = "401 403 403 403 403 200 403 403 403 403 200 200 401 200 403 401"
TALK = "401 403 201 201 201 201 201 201 201 201 201 403 401 403 403 401"  # not by link
SIGNED_READ = READ.removesuffix("200") + "401"
NOT_SCOPED = "401 200 200 200 200 200 200 200 200 200 403 403 401 200 200 401"
ADDRESSEE = "401 403 403 403 403 200 403 403 403 403 403 403 401 403 403 401"
REVIEWER = "401 403 200 403 403 403 403 403 403 403 403 403 401 403 403 401"
AUTHOR = "401 403 403 403 403 200 403 403 403 403 200 403 401 403 403 401"
AUTHOR_REMOVE = "401 403 403 403 403 204 403 403 403 403 204 403 401 403 403 401"

TABLE = f"""
POST /token                             {ANYBODY}
POST /token/refresh                     {ANYBODY}
POST /password_reset                    {ANYBODY}
POST /password_reset/confirm            {ANYBODY.replace("200", "400")}
POST /registration                      {ANYBODY.replace("200", "403")}
POST /oauth/device/code                 {ANYBODY}
POST /oauth/token                       {ANYBODY.replace("200", "400")}
GET /info                               {ANYBODY}
GET /bootstrap                          {SIGNED}
GET /user                               {SIGNED}
GET /user/{{username}}                  {SEEN}
PUT /user/{{username}}                  {OWN}
PATCH /user/{{username}}                {OWN}
GET /api_key                            {SIGNED}
POST /api_key                           {NOT_SCOPED_MAKE}
GET /api_key/{{id}}                     {OWN}
DELETE /api_key/{{id}}                  {OWN_REMOVE}
POST /short_id_prefix/reserve           {SIGNED_MAKE}
GET /workspace                          {SIGNED}
POST /workspace                         {NOT_SCOPED_MAKE}
GET /workspace/{{id}}                   {INSIDE}
PUT /workspace/{{id}}                   {ADMIN}
PATCH /workspace/{{id}}                 {ADMIN}
DELETE /workspace/{{id}}                {ADMIN_REMOVE}
GET /workspace/{{id}}/members           {INSIDE}
POST /workspace/{{id}}/members/add      {ADMIN}
POST /workspace/{{id}}/members/change   {ADMIN}
POST /workspace/{{id}}/members/remove   {ADMIN}
GET /workspace/{{id}}/recent            {INSIDE}
GET /workspace/{{id}}/overview          {INSIDE}
GET /workspace/{{id}}/dashboard         {INSIDE}
GET /workspace/{{id}}/size              {INSIDE}
GET /workspace/{{id}}/log               {INSIDE}
GET /workspace/{{id}}/log/{{item}}      {INSIDE}
GET /workspace/{{id}}/invitations       {ADMIN}
GET /workspace/{{id}}/storage           {ADMIN}
POST /workspace/{{id}}/storage          {ADMIN}
POST /workspace/{{id}}/storage/test     {ADMIN}
GET /analysis                           {SIGNED}
POST /analysis                          {MAKE}
GET /analysis/{{id}}                    {READ}
PUT /analysis/{{id}}                    {EDIT}
PATCH /analysis/{{id}}                  {EDIT}
DELETE /analysis/{{id}}                 {REMOVE}
GET /analysis/{{id}}/thumbnail/{{size}} {READ}
GET /analysis/{{id}}/size               {READ}
GET /analysis/{{id}}/newest             {READ}
GET /analysis/{{id}}/log                {INSIDE}
GET /analysis/{{id}}/log/{{item}}       {INSIDE}
GET /figure                             {SIGNED}
POST /figure                            {MAKE}
GET /figure/{{id}}                      {READ}
PUT /figure/{{id}}                      {EDIT}
PATCH /figure/{{id}}                    {EDIT}
DELETE /figure/{{id}}                   {REMOVE}
GET /figure/{{id}}/thumbnail/{{size}}   {READ}
GET /figure/{{id}}/size                 {READ}
POST /revision                          {MAKE}
POST /revision/auto-assign              {MAKE}
GET /revision/{{id}}                    {READ}
PUT /revision/{{id}}                    {EDIT}
PATCH /revision/{{id}}                  {EDIT}
DELETE /revision/{{id}}                 {REMOVE}
POST /revision/{{id}}/derive            {MAKE}
POST /revision/{{id}}/append_data       {EDIT}
GET /revision/{{id}}/thumbnail/{{size}} {READ}
GET /revision/{{id}}/size               {READ}
GET /revision/{{id}}/status             {READ}
GET /data/{{id}}                        {READ}
GET /data/{{id}}/size                   {READ}
GET /data/{{id}}/storage                {READ}
GET /asset                              {SIGNED}
POST /asset                             {MAKE}
POST /asset/find_by_name                {SIGNED}
GET /asset/{{id}}                       {READ}
PUT /asset/{{id}}                       {EDIT}
PATCH /asset/{{id}}                     {EDIT}
DELETE /asset/{{id}}                    {REMOVE}
PUT /asset/{{id}}/content                {MAKE}
GET /asset/{{id}}/thumbnail/{{size}}    {READ}
GET /asset/{{id}}/size                  {READ}
POST /asset_revision                    {MAKE}
POST /asset_revision/find_by_hash       {SIGNED}
GET /asset_revision/{{id}}              {READ}
PUT /asset_revision/{{id}}              {EDIT}
PATCH /asset_revision/{{id}}            {EDIT}
DELETE /asset_revision/{{id}}           {REMOVE}
POST /asset_revision/{{id}}/unlink_figure    {EDIT}
GET /asset_revision/{{id}}/thumbnail/{{size}} {READ}
GET /asset_revision/{{id}}/size         {READ}
GET /asset_revision/{{id}}/status       {READ}
GET /organization                       {SIGNED}
POST /organization                      {NOT_SCOPED_MAKE}
GET /organization/{{id}}                {MEMBER}
PUT /organization/{{id}}                {BOSS}
PATCH /organization/{{id}}              {BOSS}
DELETE /organization/{{id}}             {BOSS_REMOVE}
GET /organization/{{id}}/members        {MEMBER}
POST /organization/{{id}}/members/add   {BOSS}
POST /organization/{{id}}/members/change {BOSS}
POST /organization/{{id}}/members/remove {BOSS}
GET /organization/{{id}}/log            {MEMBER}
GET /organization/{{id}}/log/{{item}}   {MEMBER}
GET /organization/{{id}}/invitations    {BOSS}
GET /organization/{{id}}/storage        {BOSS}
POST /organization/{{id}}/storage       {BOSS}
POST /organization/{{id}}/storage/test  {BOSS}
POST /invitations/workspace             {ADMIN_MAKE}
GET /invitations/workspace/{{id}}       {ADMIN}
DELETE /invitations/workspace/{{id}}    {ADMIN_REMOVE}
POST /invitations/workspace/{{id}}/accept    {INTO_WORKSPACE}
POST /invitations/organization          {BOSS_MAKE}
GET /invitations/organization/{{id}}    {BOSS}
DELETE /invitations/organization/{{id}} {BOSS_REMOVE}
POST /invitations/organization/{{id}}/accept {INTO_ORGANIZATION}
POST /metadata                          {SIGNED_MAKE}
POST /metadata/{{token}}                {ANYBODY}
GET /metadata/{{token}}                 {PROXY}
DELETE /metadata/{{token}}              {PROXY_REMOVE}
GET /catalog                            {SIGNED}
GET /catalog/places                     {SIGNED}
GET /tasks                              {SIGNED}
GET /tasks/{{id}}                       {TASK}
POST /tasks/{{id}}/cancel               {TASK}
GET /events                             {SIGNED}
POST /deep_insight                      {ASK}
POST /deep_insight/compare              {ASK}
POST /deep_insight/text_only            {SIGNED}
POST /deep_insight/figure_code          {ASK}
POST /deep_insight/datasets             {ASK}
POST /deep_insight/described            {ASK}
POST /deep_insight/check                {ASK}
POST /deep_insight/preview              {ASK}
POST /deep_insight/story/figure         {ASK}
POST /deep_insight/story/overviews      {ASK}
POST /deep_insight/story/refine         {SIGNED}
GET /ai/usage                           {SIGNED}
GET /workspace/{{id}}/ai                {ADMIN}
PUT /workspace/{{id}}/ai                {ADMIN}
POST /workspace/{{id}}/ai/test          {ADMIN}
GET /admin/ai                           {STAFF}
PUT /admin/ai                           {STAFF}
POST /admin/ai/test                     {STAFF}
GET /comment                            {READ}
POST /comment                           {TALK}
GET /comment/counts                     {SIGNED}
GET /comment/{{id}}                     {READ}
PUT /comment/{{id}}                     {AUTHOR}
PATCH /comment/{{id}}                   {AUTHOR}
DELETE /comment/{{id}}                  {AUTHOR_REMOVE}
POST /comment/{{id}}/create_ai_response {TALK}
GET /reaction                           {READ}
POST /reaction                          {TALK}
DELETE /reaction/{{id}}                 {AUTHOR_REMOVE}
GET /figure/{{id}}/review               {READ}
POST /figure/{{id}}/review/request      {EDIT}
POST /figure/{{id}}/review/approve      {REVIEWER}
POST /figure/{{id}}/review/withdraw     {EDIT.replace("403 403 200", "403 200 200", 1)}
POST /figure/{{id}}/freeze              {EDIT}
POST /figure/{{id}}/unfreeze            {ADMIN}
GET /comment/{{id}}/mute                {SIGNED_READ}
POST /comment/{{id}}/mute               {SIGNED_READ}
GET /notification                       {NOT_SCOPED}
GET /notification/count                 {NOT_SCOPED}
POST /notification/read_all             {NOT_SCOPED}
GET /notification/preferences           {NOT_SCOPED}
PUT /notification/preferences           {NOT_SCOPED}
PATCH /notification/preferences         {NOT_SCOPED}
PUT /notification/{{id}}                {ADDRESSEE}
PATCH /notification/{{id}}              {ADDRESSEE}
GET /workspace/{{id}}/mentionable       {INSIDE}
GET /story                              {SIGNED}
POST /story                             {MAKE}
GET /story/{{id}}                       {READ}
PUT /story/{{id}}                       {EDIT}
PATCH /story/{{id}}                     {EDIT}
DELETE /story/{{id}}                    {REMOVE}
POST /search                            {SIGNED}
GET /story/{{id}}/export/{{format}}     {READ}
POST /search/image                      {SIGNED}
POST /deck/check                        {SIGNED}
GET /ssh_key                            {NOT_SCOPED}
POST /ssh_key                           {NOT_SCOPED_MAKE}
GET /ssh_key/{{id}}                     {ADDRESSEE}
PUT /ssh_key/{{id}}                     {ADDRESSEE}
PATCH /ssh_key/{{id}}                   {ADDRESSEE}
DELETE /ssh_key/{{id}}                  {OWN_REMOVE}
POST /git/check                         {SIGNED}
POST /git/import                        {MAKE}
POST /user_data_upload                  {MAKE}
GET /admin/user                         {STAFF}
GET /admin/user/{{username}}            {STAFF}
PUT /admin/user/{{username}}            {STAFF}
PATCH /admin/user/{{username}}          {STAFF}
GET /admin/storage                      {STAFF}
GET /admin/audit                        {STAFF}
GET /admin/audit/verify                 {STAFF}
"""
