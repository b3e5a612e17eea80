{{/* The four services: what each is called in DNS, where it listens, its login, its secrets, whom it calls, and whether it talks to the world. */}}
{{- define "oncall.services" -}}
alert-ingestion:
  port: 8001
  login: alert_ingestion
  secrets: [SERVICE_TOKEN_SECRET, ENCRYPTION_KEYS, INGEST_API_KEY]
  optional: []
  calls: [incident-management]
incident-management:
  port: 8002
  login: incident_management
  secrets: [SERVICE_TOKEN_SECRET, ENCRYPTION_KEYS]
  optional: []
  calls: [oncall-service, notification-service]
oncall-service:
  port: 8003
  login: oncall_service
  secrets: [SERVICE_TOKEN_SECRET, ENCRYPTION_KEYS, ADMIN_PASSWORD, INGEST_API_KEY]
  optional: [OIDC_CLIENT_SECRET]
  calls: [notification-service]
  isOutgoing: true
notification-service:
  port: 8004
  login: notification_service
  secrets: [SERVICE_TOKEN_SECRET, ENCRYPTION_KEYS]
  optional: [SMTP_PASSWORD, WEBHOOK_SIGNING_SECRET, SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET, TELEGRAM_BOT_TOKEN, TWILIO_AUTH_TOKEN, DEAD_MAN_URL, VAPID_PRIVATE_KEY]
  calls: [incident-management]
  isOutgoing: true
{{- end -}}

{{- define "oncall.name" -}}
{{- $name := .Release.Name -}}
{{- if ne $name .Chart.Name -}}{{- $name = printf "%s-%s" .Release.Name .Chart.Name -}}{{- end -}}
{{- $name | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{- define "oncall.labels" -}}
app.kubernetes.io/part-of: {{ .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
app.kubernetes.io/version: {{ include "oncall.tag" .root | quote }}
{{- with .component }}
app.kubernetes.io/component: {{ . }}
{{- end }}
{{- end -}}

{{- define "oncall.selector" -}}
app.kubernetes.io/part-of: {{ .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{- define "oncall.tag" -}}{{ .Values.image.tag | default .Chart.AppVersion }}{{- end -}}

{{- define "oncall.image" -}}
{{ required "image.registry: where the images were pushed, such as registry.example.com/oncall-platform" .root.Values.image.registry }}/{{ .component }}:{{ include "oncall.tag" .root }}
{{- end -}}

{{- define "oncall.secret" -}}
{{ required "existingSecret: the Secret with the keys of .env.example; docs/operations.md says how to make it" .Values.existingSecret }}
{{- end -}}

{{- define "oncall.cluster" -}}{{ include "oncall.name" . }}-db{{- end -}}

{{/* Where the database itself answers, and where the services ask it. */}}
{{- define "oncall.databaseHost" -}}
{{- if .Values.postgresql.cloudNativePG.enabled -}}
{{ include "oncall.cluster" . }}-rw:5432
{{- else -}}
{{ required "postgresql: either cloudNativePG.enabled or external.host" .Values.postgresql.external.host }}:{{ .Values.postgresql.external.port }}
{{- end -}}
{{- end -}}
{{- define "oncall.poolerHost" -}}
{{- if .Values.postgresql.cloudNativePG.enabled -}}
{{- if .Values.postgresql.cloudNativePG.pooler.enabled -}}{{ include "oncall.cluster" . }}-pooler:5432{{- end -}}
{{- else if .Values.postgresql.external.poolerHost -}}
{{ .Values.postgresql.external.poolerHost }}:{{ .Values.postgresql.external.poolerPort }}
{{- end -}}
{{- end -}}
{{- define "oncall.databaseName" -}}
{{- if .Values.postgresql.cloudNativePG.enabled -}}oncall{{- else -}}{{ .Values.postgresql.external.database }}{{- end -}}
{{- end -}}
{{- define "oncall.sslmode" -}}
{{- if .Values.postgresql.cloudNativePG.enabled -}}require{{- else -}}{{ .Values.postgresql.external.sslmode }}{{- end -}}
{{- end -}}

{{- define "oncall.podSecurity" -}}
runAsNonRoot: true
seccompProfile: {type: RuntimeDefault}
{{- end -}}
{{- define "oncall.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end -}}

{{- define "oncall.spread" -}}
{{- range $key := list .root.Values.topologySpread.zoneKey .root.Values.topologySpread.hostKey }}
- maxSkew: 1
  topologyKey: {{ $key }}
  whenUnsatisfiable: ScheduleAnyway
  labelSelector:
    matchLabels:
      {{- include "oncall.selector" $ | nindent 6 }}
{{- end }}
{{- end -}}

{{/* How the database's owner reaches it: environment of a container. */}}
{{- define "oncall.ownerDatabase" -}}
- name: DATABASE_PASSWORD
  valueFrom:
    secretKeyRef:
      {{- if .Values.postgresql.cloudNativePG.enabled }}
      name: {{ include "oncall.cluster" . }}-superuser
      key: password
      {{- else }}
      name: {{ .Values.postgresql.external.ownerSecret | default (include "oncall.secret" .) }}
      key: {{ .Values.postgresql.external.ownerSecretKey }}
      {{- end }}
- name: DATABASE_URL
  value: {{ printf "postgresql://%s:$(DATABASE_PASSWORD)@%s/%s?sslmode=%s" (ternary "postgres" .Values.postgresql.external.owner .Values.postgresql.cloudNativePG.enabled) (include "oncall.databaseHost" .) (include "oncall.databaseName" .) (include "oncall.sslmode" .) | quote }}
{{- end -}}
