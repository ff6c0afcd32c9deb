export LC_ALL PATH

look() {
  asks http://10.77.0.11:5173/health/ready http://10.77.0.11:5000/health/ready http://10.77.0.11:5001/health/ready http://10.77.0.11:5002/health/ready http://10.77.0.11:5003/health/ready http://10.77.0.11:5010/health/ready http://10.77.0.11:5174/health/ready http://10.77.0.11:5175/health/ready http://127.0.0.1:8080/health
  units dashboard.service auth_service.service job_api.service file_service.service metrics_api.service websocket_service.service monitoring_dashboard.service admin_portal.service nginx.service keepalived.service
  stored /etc/nginx/tls/current/fullchain.pem
  shown portal.lab 443 10.77.0.11
  holds 10.77.0.100
  about
  printf '%s\tend\n' "$N"
}
look </dev/null
